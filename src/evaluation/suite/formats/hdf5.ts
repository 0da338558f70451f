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
    atNoTime(() => {
      const file = new File(path, "w");
      file.create_dataset({
        ...{ name, data, shape, dtype: "<f4", chunks: shape, compression: "gzip", compression_opts: 4 },
      });
      file.close();
    });
    return FS.readFile(path).slice();
  } finally {
    FS.unlink(path);
  }
}

/**
 * The same array gives the same bytes: HDF5 writes down when, under a checksum, and h5wasm has no way to turn that off.
 * It asks the clock that the page has, and nothing else runs meanwhile.
 */
function atNoTime(work: () => void): void {
  const { now } = Date;
  Date.now = () => 0;
  try {
    work();
  } finally {
    Date.now = now;
  }
}
