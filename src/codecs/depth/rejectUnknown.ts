import { projectOnPath, segmentsOf } from "../../color/paths/index.js";
import { OFF_PATH_LEVELS } from "../../image/summarizeDepth.js";
import type { PathCode } from "./pathCode.js";

/**
 * Makes the depth of pixels unknown (NaN) that have the very colour of unknown depth, as `encodeDepth` paints it. It
 * lies off the path, so no exact painting has it for anything else; where it lies on it, the code must say so.
 *
 * @param values one per pixel
 * @param pixels their colours, interleaved, 8 bits or 16
 * @param perPixel 3, or 4 with an alpha channel
 */
export function rejectUnknown(
  values: Float32Array | Float64Array,
  pixels: Uint8Array | Uint8ClampedArray | Uint16Array,
  perPixel: 3 | 4,
  code: PathCode,
): void {
  if (!isTold(code)) return;
  const scale = pixels.BYTES_PER_ELEMENT === 2 ? 257 : 1;
  const [r, g, b] = code.unknownColour.map((level) => scale * level);
  const colour = pixels.BYTES_PER_ELEMENT === 1 ? Uint8Array.of(r, g, b) : Uint16Array.of(r, g, b);
  const size = pixels.BYTES_PER_ELEMENT;
  const find = finderIn(pixels, colour);
  for (let place = find(0); place >= 0; ) {
    let at = place / size;
    // Unknown pixels mostly lie side by side.
    while (at % perPixel === 0 && pixels[at] === r && pixels[at + 1] === g && pixels[at + 2] === b) {
      values[at / perPixel] = Number.NaN;
      at += perPixel;
    }
    place = find(Math.max(place + 1, size * at - size + 1));
  }
}

type Samples = Uint8Array | Uint8ClampedArray | Uint16Array;

/** Finds the next place in bytes, from one on, or -1. Node looks for bytes twenty times faster than a loop does. */
function finderIn(pixels: Samples, colour: Samples): (from: number) => number {
  if (typeof Buffer !== "undefined") {
    const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
    const wanted = new Uint8Array(colour.buffer);
    return (from) => bytes.indexOf(wanted, from);
  }
  const size = pixels.BYTES_PER_ELEMENT;
  return (from) => {
    for (let at = Math.ceil(from / size); at < pixels.length - 2; at++)
      if (pixels[at] === colour[0] && pixels[at + 1] === colour[1] && pixels[at + 2] === colour[2])
        return size * at;
    return -1;
  };
}

const told = new WeakMap<PathCode, boolean>();

function isTold(code: PathCode): boolean {
  const known = told.get(code);
  if (known !== undefined) return known;
  const { residual } = projectOnPath(segmentsOf(code.path), 0, ...code.unknownColour);
  const isNamed = /\bunknown\b/.test(code.name);
  const isFar = residual > OFF_PATH_LEVELS || isNamed;
  told.set(code, isFar);
  return isFar;
}
