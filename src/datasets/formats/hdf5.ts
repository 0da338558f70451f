import { type NdArray, NUMBER_TYPES } from "../../image/formats/npy.js";
import { unreadable } from "../../image/formats/raster.js";
import type { ReadImageSource } from "../../image/readBytes.js";
import type { Hdf5Entity, Hdf5Metadata } from "./hdf5Library.js";
import { mountHdf5 } from "./hdf5Mount.js";

/** Bytes that one array may have, unless told otherwise: 1 GiB. */
const MAX_BYTES = 2 ** 30;
const MAX_REFERENCES = 100_000;
const [WHOLE, FLOAT, REFERENCE, ENUMERATION] = [0, 1, 7, 8];

/** From and to (not included) of each axis; null takes all of it. */
export type Hdf5Ranges = readonly (readonly [from: number, to: number] | null)[];

/** A file of HDF5 that is open. */
export interface Hdf5File {
  readonly name: string;
  /** names in a group, default the root */
  keys(group?: string): string[];
  /** whether a name in the file is an array, a group, or neither */
  kindOf(path: string): "array" | "group" | undefined;
  /** the axes of an array, as the file has them: MATLAB's are reversed */
  shapeOf(path: string): readonly number[];
  /** an attribute that is a text, such as `MATLAB_class` */
  textAttribute(path: string, attribute: string): string | undefined;
  /**
   * The numbers of an array or of a part of it, in C order; halves become float32, booleans 0 and 1.
   *
   * @throws UnreadableError if there is none of that name, or it is too large, broken, or holds no numbers
   */
  read(path: string, ranges?: Hdf5Ranges): NdArray;
  /** the names of what an array of references points to; undefined if it holds something else */
  references(path: string): string[] | undefined;
  close(): void;
}

/**
 * Opens a file of HDF5 (.h5, .hdf5, and MATLAB's 7.3). Only what is asked for is read, so that the file may be larger
 * than memory. Links to other files lead nowhere: the library that reads sees this one file and nothing else.
 *
 * @param maxBytes what one array may have; default 1 GiB
 * @throws UnreadableError for a file that is missing, broken, or no HDF5
 * @example
 * const file = await openHdf5("frame.0000.depth_meters.hdf5");
 * const { shape, data } = file.read("dataset");
 * file.close();
 */
export async function openHdf5(
  source: ReadImageSource,
  { maxBytes = MAX_BYTES }: { maxBytes?: number } = {},
): Promise<Hdf5File> {
  const { name, file, module, close } = await mountHdf5(source);
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof Error && "remedy" in cause) throw cause;
      throw unreadable(name, "a whole file of HDF5", "broken off or corrupt", undefined, cause);
    }
  };
  const entityOf = (path: string): Hdf5Entity | undefined => {
    if (path === "/") return file as unknown as Hdf5Entity;
    return file.get(path) ?? undefined;
  };
  const metadataOf = (path: string): Hdf5Metadata => {
    const parent = path.slice(0, path.lastIndexOf("/")) || "/";
    const metadata = has(path) ? entityOf(path)?.metadata : undefined;
    if (metadata) return metadata;
    const there = (entityOf(parent)?.keys?.() ?? []).slice(0, 12).join(", ") || "nothing";
    throw unreadable(name, `a file with the array ${path}`, `one with ${there}`, "choose another file");
  };
  /** Whether every part of a path is there: the library's own error for what is missing is an opaque one. */
  const has = (path: string): boolean => {
    const parts = path.split("/").filter((part) => part !== "");
    return parts.every((part, i) => {
      const parent = i === 0 ? "/" : `/${parts.slice(0, i).join("/")}`;
      return entityOf(parent)?.keys?.().includes(part) ?? false;
    });
  };
  const read = (path: string, ranges?: Hdf5Ranges): NdArray => {
    const { type, size, signed, shape, virtual_sources } = metadataOf(path);
    const letter = type === FLOAT ? "f" : type === ENUMERATION && size === 1 ? "u" : signed ? "i" : "u";
    const code = `${letter}${size}`;
    const isNumber = type === WHOLE || type === FLOAT || (type === ENUMERATION && size === 1);
    if (!isNumber || !Object.hasOwn(NUMBER_TYPES, code) || !shape || virtual_sources?.length)
      throw unreadable(name, `plain numbers in ${path}`, "something else", "choose another array");
    const taken = shape.map((side, axis): readonly [number, number] => {
      const range = ranges?.[axis] ?? ([0, side] as const);
      if (range[0] >= 0 && range[0] <= range[1] && range[1] <= side) return range;
      const expected = `${path} with at least ${range[1]} on axis ${axis}`;
      throw unreadable(name, expected, `of shape (${shape.join(", ")})`, "choose another part");
    });
    const sides = taken.map(([from, to]) => to - from);
    const length = sides.reduce((product, side) => product * side, 1);
    if (length * size > maxBytes) {
      const got = `one with ${length * size} bytes in ${path}`;
      throw unreadable(name, `at most ${maxBytes} bytes at once`, got, "raise maxBytes, or read a part");
    }
    const pointer = module._malloc(Math.max(1, length * size));
    if (pointer === 0)
      throw unreadable(name, "an array that fits into memory", `one of ${length * size} bytes`);
    try {
      // A single number has no axes, and no part that could be named.
      const part =
        shape.length === 0 ? [null, null, null] : [sides, taken.map(([from]) => from), sides.map(() => 1)];
      const [count, offset, strides] = part.map((list) => list?.map(BigInt) ?? null);
      const status = module.get_dataset_data(file.file_id, path, count, offset, strides, BigInt(pointer));
      if (status < 0) throw new Error("not read");
      // The library gives them in the order of the machine, which WebAssembly fixes as little endian.
      const bytes = module.HEAPU8.slice(pointer, pointer + length * size);
      const view = new DataView(bytes.buffer);
      const data = NUMBER_TYPES[code].create(length);
      for (let i = 0; i < length; i++) data[i] = NUMBER_TYPES[code].read(view, i * size, true);
      return { shape: sides, dtype: `${size === 1 ? "|" : "<"}${code}`, data };
    } finally {
      module._free(pointer);
    }
  };
  return {
    name,
    keys: (group = "/") =>
      guarded(() => (group === "/" || has(group) ? (entityOf(group)?.keys?.() ?? []) : [])),
    kindOf: (path) =>
      guarded(() => {
        const entity = has(path) ? entityOf(path) : undefined;
        return entity?.metadata ? "array" : entity?.keys ? "group" : undefined;
      }),
    shapeOf: (path) => guarded(() => metadataOf(path).shape ?? []),
    textAttribute: (path, attribute) =>
      guarded(() => {
        const value = has(path) ? entityOf(path)?.attrs?.[attribute]?.value : undefined;
        return typeof value === "string" ? value : undefined;
      }),
    read: (path, ranges) => guarded(() => read(path, ranges)),
    references: (path) =>
      guarded(() => {
        const { type, shape } = metadataOf(path);
        if (type !== REFERENCE || !shape) return undefined;
        const count = shape.reduce((product, side) => product * side, 1);
        if (count > MAX_REFERENCES) throw unreadable(name, `fewer cells in ${path}`, `one with ${count}`);
        const value = entityOf(path)?.value;
        return (Array.isArray(value) ? value : [value]).map((reference) => {
          const target = file.dereference(reference)?.path;
          if (target === undefined) throw new Error("a reference to nothing");
          return target;
        });
      }),
    close,
  };
}
