import type { NdArray } from "../../image/formats/npy.js";

/**
 * What a MATLAB file can hold: numbers with MATLAB's shape, in C order (last index fastest); a text; the parts of a
 * cell array, or the structs of an array of them, in MATLAB's order (first index fastest); a struct. What cannot be
 * read (functions, objects of classes, sparse matrices) is undefined, so that the rest of the file still can.
 */
export type MatValue = NdArray | string | readonly MatValue[] | MatStruct | undefined;

/** A struct, without a prototype: no name of a field means anything but itself. */
export interface MatStruct {
  readonly [field: string]: MatValue;
}

/** The variables of a file by name. */
export type MatVariables = MatStruct;

/** Whether a value is an array of numbers. */
export function isMatArray(value: MatValue): value is NdArray {
  return typeof value === "object" && !Array.isArray(value) && ArrayBuffer.isView((value as NdArray).data);
}

/** Whether a value is a struct. */
export function isMatStruct(value: MatValue): value is MatStruct {
  return typeof value === "object" && !Array.isArray(value) && !isMatArray(value);
}
