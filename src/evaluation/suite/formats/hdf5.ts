import { randomUUID } from "node:crypto";

/** What is used of h5wasm for writing. */
interface Hdf5Writer {
  readonly File: new (
    path: string,
    mode: "w",
  ) => {
    create_dataset(of: {
      readonly name: string;
      readonly data: Float32Array;
      readonly shape: readonly number[];
      readonly dtype: "<f4";
      readonly chunks: readonly number[];
      readonly compression: "gzip";
      readonly compression_opts: number;
    }): unknown;
    close(): number;
  };
  readonly FS: { readFile(path: string): Uint8Array; unlink(path: string): void };
}

/**
 * A file of HDF5 with one array of float32, packed by gzip as h5py does; the library (h5wasm) cannot write halves.
 *
 * @param name of the array in the file
 */
export async function formatHdf5(
  name: string,
  shape: readonly number[],
  data: Float32Array,
): Promise<Uint8Array> {
  const { default: h5wasm } = await import("h5wasm");
  const { FS } = (await h5wasm.ready) as unknown as Hdf5Writer;
  const { File } = h5wasm as unknown as Hdf5Writer;
  // A file system in memory, which others use, too.
  const path = `/${randomUUID()}`;
  try {
    const file = new File(path, "w");
    file.create_dataset({
      ...{ name, data, shape, dtype: "<f4", chunks: shape, compression: "gzip", compression_opts: 4 },
    });
    file.close();
    return withoutTime(FS.readFile(path));
  } finally {
    FS.unlink(path);
  }
}

/** "Object modification time" of a header (HDF5 File Format, IV.A.2.s): kind 18, 8 bytes, then version 1. */
const TIME_HEAD = Buffer.from([0x12, 0, 8, 0]);
const TIME_BODY = Buffer.from([0, 0, 0, 1, 0, 0, 0]);

/** The same array gives the same bytes: the library writes down when, which cannot be turned off. */
function withoutTime(file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file);
  for (let at = bytes.indexOf(TIME_HEAD); at >= 0; at = bytes.indexOf(TIME_HEAD, at + 1)) {
    const body = at + TIME_HEAD.length + 1;
    if (bytes.subarray(body, body + TIME_BODY.length).equals(TIME_BODY))
      bytes.writeUInt32LE(0, body + TIME_BODY.length);
  }
  return bytes;
}
