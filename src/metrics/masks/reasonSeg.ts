import { ArgumentError, describeValue } from "../../errors.js";
import { drawPolygon, type PixelPlane } from "./polygonPixels.js";

/** A file of ReasonSeg, as far as it is read. */
export interface ReasonSegFile {
  /** the query; the first counts, further ones are other wordings */
  readonly text: readonly string[];
  /** a long query, or a short phrase */
  readonly is_sentence?: boolean;
  readonly shapes: readonly {
    readonly label: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
}

/**
 * The true mask of a query of ReasonSeg: 1 inside, 255 where it is to be ignored. Shapes called "flag" are no truth;
 * larger ones are drawn first, points cut to whole pixels, as LISA's get_mask_from_json does it.
 *
 * @param file the content of the JSON file
 * @throws ArgumentError for what is no such file
 * @example reasonSegMask(JSON.parse(text), photo).data
 */
export function reasonSegMask(
  file: ReasonSegFile,
  size: { readonly width: number; readonly height: number },
): PixelPlane {
  if (!Array.isArray(file?.shapes)) {
    throw new ArgumentError({
      ...{ argument: "file", expected: "a file of ReasonSeg, with shapes", got: describeValue(file?.shapes) },
      remedy: "take the .json beside the photo",
    });
  }
  const { width, height } = size;
  const shapes = file.shapes
    .filter(({ label }) => !label.toLowerCase().includes("flag"))
    .map(({ label, points }) => {
      const whole = points.map(([x, y]: readonly [number, number]): [number, number] => [
        Math.trunc(x),
        Math.trunc(y),
      ]);
      const drawn: PixelPlane = { width, height, data: new Uint8Array(width * height) };
      drawPolygon(drawn, whole, 1);
      const pixels = drawn.data.reduce((sum, one) => sum + one, 0);
      return { whole, pixels, value: label.toLowerCase().includes("ignore") ? 255 : 1 };
    });
  const mask: PixelPlane = { width, height, data: new Uint8Array(width * height) };
  // A stable order among equals, as Python's sorted has it.
  const bySize = [...shapes].sort((a, b) => b.pixels - a.pixels);
  for (const { whole, value } of bySize) drawPolygon(mask, whole, value);
  return mask;
}
