import { checkOptions } from "../../checkOptions.js";
import { ArgumentError, describeValue } from "../../errors.js";
import { checkSize } from "../../image/checks.js";
import { RgbImage } from "../../image/rgbImage.js";
import type { Rgb } from "../../image/types.js";
import { parseLegend } from "../semantic/legend.js";
import type { EncodeReferringOptions, MaskToPaint } from "./types.js";

const BLACK: Rgb = [0, 0, 0];

/**
 * Paints masks in their colours, as a generator is asked to for referring expressions.
 *
 * @param masks all of one size; an expression called "background" says the background's colour
 * @throws ArgumentError for no mask, masks of different sizes or of one colour, or an overlap that is refused
 * @example
 * const cat = { name: "the stretching cat", colour: "lime", width: 2, height: 1, data: [0, 1] };
 * encodeReferring([cat]).data // 0, 0, 0, 0, 255, 0
 */
export function encodeReferring(
  masks: readonly MaskToPaint[],
  options: EncodeReferringOptions = {},
): RgbImage {
  checkOptions("encodeReferring", options, { background: true, overlap: true });
  const { background, overlap = "smallest" } = options;
  const { width, height } = sizeOf(masks);
  // The legend's ids number the masks in their order, except for the background's.
  const entries = masks.map(({ name, colour }) => ({ name, colour }));
  const legend = parseLegend(entries, { background });
  const data = new Uint8Array(3 * width * height);
  const ground = legend.find(({ id }) => id === 0)?.colour ?? BLACK;
  for (let at = 0; at < data.length; at += 3) data.set(ground, at);
  const painted = new Uint8Array(width * height);
  for (const index of paintingOrder(masks, overlap)) {
    const { data: bits, name } = masks[index];
    const { id, colour } = legend[index];
    if (id === 0) continue;
    for (let i = 0; i < painted.length; i++) {
      if (!bits[i]) continue;
      if (painted[i] && overlap === "refuse") refuseOverlap(name, i % width, Math.floor(i / width));
      painted[i] = 1;
      data[3 * i] = colour[0];
      data[3 * i + 1] = colour[1];
      data[3 * i + 2] = colour[2];
    }
  }
  const provenance = { painter: "exact", expressions: legend, overlap };
  return new RgbImage({ width, height, data, provenance });
}

/** What is painted later covers what was painted before. */
function paintingOrder(masks: readonly MaskToPaint[], overlap: unknown): number[] {
  const order = [...masks.keys()];
  switch (overlap) {
    case "last":
    case "refuse":
      return order;
    case "first":
      return order.reverse();
    case "smallest": {
      const areas = masks.map(({ data }) => {
        let area = 0;
        for (let i = 0; i < data.length; i++) if (data[i]) area++;
        return area;
      });
      return order.sort((a, b) => areas[b] - areas[a]);
    }
  }
  throw new ArgumentError({
    argument: "overlap",
    expected: '"smallest", "last", "first" or "refuse"',
    got: describeValue(overlap),
    remedy: 'leave it out for "smallest"',
  });
}

function sizeOf(masks: readonly MaskToPaint[]): { width: number; height: number } {
  const [first] = masks;
  if (first) checkSize("masks[0]", first.width, first.height);
  const wrong = masks.findIndex(
    ({ width, height, data }) =>
      width !== first.width || height !== first.height || data.length !== width * height,
  );
  if (first && wrong < 0) return first;
  throw new ArgumentError({
    argument: "masks",
    expected: first ? `all of ${first.width} × ${first.height} pixels` : "at least one mask",
    got: first ? `otherwise at masks[${wrong}]` : "none",
    remedy: "values lie row by row from the top left, one per pixel",
  });
}

function refuseOverlap(name: string, x: number, y: number): never {
  throw new ArgumentError({
    argument: "masks",
    expected: "free of overlap",
    got: `painted twice at x=${x}, y=${y} by "${name}"`,
    remedy: 'say which one covers the other: overlap "smallest", "last" or "first"',
  });
}
