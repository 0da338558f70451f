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

/**
 * @param names what such an array may be called; default the type alone
 * @throws ArgumentError unless `plane` is an array of exactly this type and length
 */
export function checkPlane(
  argument: string,
  plane: unknown,
  type: PlaneType,
  length: number,
  names: readonly string[] = [type.name],
): void {
  // By name, not instanceof: a notebook may run cells in a realm of its own.
  const fits = ArrayBuffer.isView(plane) && names.includes(plane.constructor.name);
  if (!fits || (plane as Uint8Array).length !== length) {
    throw new ArgumentError({
      argument,
      expected: `a ${type.name} of length ${length}`,
      got: describeValue(plane),
      remedy: "values lie row by row from the top left, channels interleaved",
    });
  }
}

/** What the codecs take, and what holds it: values per pixel and their type. */
const PICTURES = {
  RgbImage: { type: "Uint8Array", channels: 3, remedy: "read a file with await readImage(path)" },
  DepthMap: { type: "Float32Array", channels: 1, remedy: "make one: new DepthMap({ width, height, data })" },
  NormalMap: {
    type: "Float32Array",
    channels: 3,
    remedy: "make one: new NormalMap({ width, height, data })",
  },
  LabelMap: {
    type: "Uint16Array",
    channels: 1,
    remedy: "make one: new LabelMap({ width, height, data, legend })",
  },
} as const;

/**
 * By its shape, not instanceof: a notebook may run cells in a realm of its own.
 *
 * @throws ArgumentError unless `value` is such a picture
 */
export function checkPicture(
  argument: string,
  value: unknown,
  kind: keyof typeof PICTURES = "RgbImage",
): void {
  const { type, channels, remedy } = PICTURES[kind];
  const { width, height, data } = (value ?? {}) as { width?: number; height?: number; data?: Uint8Array };
  const holds = ArrayBuffer.isView(data) && data.constructor.name === type;
  if (holds && data.length === channels * Number(width) * Number(height)) return;
  const article = kind === "RgbImage" ? "an" : "a";
  const expected = `${article} ${kind}`;
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
