import { checkPlane } from "../image/checks.js";

/**
 * The caller's plane to write into, or a new one.
 *
 * @param name of the plane in `into`
 * @throws ArgumentError for one of another type or length
 */
export function planeInto<P extends Float32Array | Uint16Array>(
  name: string,
  given: P | undefined,
  type: { readonly name: string; new (length: number): P },
  length: number,
): P {
  if (given === undefined) return new type(length);
  checkPlane(`into.${name}`, given, type as never, length);
  return given;
}
