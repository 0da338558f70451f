import { ArgumentError, describeValue } from "../errors.js";

/** The largest side of a picture, in pixels: what the views, the codecs and the tests are built for. */
export const MAX_SIDE = 16_384;

/** @throws ArgumentError unless both sides are whole numbers from 1 to 16384 */
export function checkSize(type: string, width: number, height: number): void {
  for (const [side, value] of [
    ["width", width],
    ["height", height],
  ] as const) {
    if (!(Number.isInteger(value) && value >= 1 && value <= MAX_SIDE)) {
      throw new ArgumentError({
        argument: `${type}.${side}`,
        expected: `a whole number of pixels from 1 to ${MAX_SIDE}`,
        got: describeValue(value),
        remedy: "give the picture's size as { width, height }",
      });
    }
  }
}

type PlaneType = Uint8ArrayConstructor | Uint16ArrayConstructor | Float32ArrayConstructor;

/** @throws ArgumentError unless `plane` is an array of exactly this type and length */
export function checkPlane(argument: string, plane: unknown, type: PlaneType, length: number): void {
  // By name, not instanceof: a notebook may run cells in a realm of its own.
  const fits = ArrayBuffer.isView(plane) && plane.constructor.name === type.name;
  if (!fits || (plane as Uint8Array).length !== length) {
    throw new ArgumentError({
      argument,
      expected: `a ${type.name} of length ${length}`,
      got: describeValue(plane),
      remedy: "values lie row by row from the top left, channels interleaved",
    });
  }
}

/** @throws ArgumentError unless `picture` is an RgbImage, or holds what one holds */
export function checkPicture(argument: string, picture: unknown): void {
  const { width, height, data } = (picture ?? {}) as { width: number; height: number; data: unknown };
  checkSize(argument, width, height);
  checkPlane(`${argument}.data`, data, Uint8Array, 3 * width * height);
}
