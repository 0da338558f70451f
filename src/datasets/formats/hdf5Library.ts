/** What is used of h5wasm (github.com/usnistgov/h5wasm), which declares more than its package tells. */
export interface Hdf5Library {
  readonly File: new (path: string, mode: "r") => Hdf5Handle;
  readonly module: Hdf5Module;
}

export interface Hdf5Module {
  readonly FS: {
    writeFile(path: string, data: Uint8Array): void;
    unlink(path: string): void;
    lookupPath(path: string): { node: Hdf5Node };
  };
  readonly HEAPU8: Uint8Array;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  activate_throwing_error_handler(): number;
  get_dataset_data(
    file: bigint,
    path: string,
    count: bigint[] | null,
    offset: bigint[] | null,
    strides: bigint[] | null,
    pointer: bigint,
  ): number;
}

/** A file of the library's file system, which is in memory. */
export interface Hdf5Node {
  stream_ops: {
    read(stream: unknown, buffer: Uint8Array, offset: number, length: number, position: number): number;
  };
}

export interface Hdf5Handle {
  readonly file_id: bigint;
  keys(): string[];
  get(path: string): Hdf5Entity | null;
  dereference(reference: unknown): Hdf5Entity | null;
  close(): number;
}

export interface Hdf5Entity {
  readonly path?: string;
  readonly metadata?: Hdf5Metadata;
  readonly value?: unknown;
  readonly attrs?: Readonly<Record<string, { readonly value: unknown } | undefined>>;
  keys?(): string[];
}

/** `type`: 0 whole numbers, 1 floats, 7 references, 8 enumerations (h5py's booleans). */
export interface Hdf5Metadata {
  readonly type: number;
  readonly size: number;
  readonly signed: boolean;
  readonly shape: readonly number[] | null;
  readonly total_size: number;
  readonly virtual_sources?: readonly unknown[];
}

let library: Promise<Hdf5Library> | undefined;

/** Loads the library when it is first needed: it has 4 MB. */
export function loadHdf5(): Promise<Hdf5Library> {
  library ??= import("h5wasm").then(async ({ default: h5wasm }) => {
    const module = (await h5wasm.ready) as unknown as Hdf5Module;
    // Else it would write to the terminal what is wrong.
    module.activate_throwing_error_handler();
    return { File: h5wasm.File as unknown as Hdf5Library["File"], module };
  });
  return library;
}
