import { encode } from "fast-png";
import { ArgumentError } from "../errors.js";
import { distinctColour } from "./distinctColour.js";
import { cocoOf } from "./formatCoco.js";
import { formatNpy } from "./formats/npy.js";
import type { InstanceMap } from "./instanceMap.js";
import type { LabelMap } from "./labelMap.js";

const FORMATS: Record<string, (labels: LabelMap | InstanceMap) => Uint8Array> = {
  ".png": pngOf,
  ".npy": ({ width, height, data }) => formatNpy({ shape: [height, width], data }),
  ".json": (labels) => new TextEncoder().encode(`${JSON.stringify(cocoOf(labels))}\n`),
};

/** The extensions that ids can be written with. */
export const labelExtensions: readonly string[] = Object.keys(FORMATS);

/**
 * The bytes of a file of ids; see `writeLabels` for the formats. Runs in Node and in the page.
 *
 * @param extension one of `labelExtensions`
 * @throws ArgumentError for a legend with colours that no PNG can hold
 * @example formatLabels(labels, ".png")
 */
export const formatLabels = (labels: LabelMap | InstanceMap, extension: string): Uint8Array =>
  FORMATS[extension](labels);

function pngOf(labels: LabelMap | InstanceMap): Uint8Array {
  const { width, height, data } = labels;
  let largest = 0;
  for (const id of data) largest = Math.max(largest, id);
  if (largest > 255) return encode({ width, height, data, channels: 1, depth: 16 });
  const colours = new Map("legend" in labels ? labels.legend.map(({ id, colour }) => [id, colour]) : []);
  const palette = Array.from({ length: largest + 1 }, (_, id) => [
    ...(colours.get(id) ?? distinctColour(id)),
  ]);
  for (const channel of palette.flat()) {
    if (channel >= 0 && channel <= 255 && Number.isInteger(channel)) continue;
    throw new ArgumentError({
      argument: "legend",
      expected: "colours of whole numbers from 0 to 255",
      got: String(channel),
      remedy: "give colours as [255, 128, 0]",
    });
  }
  return encode({ width, height, data: Uint8Array.from(data), channels: 1, depth: 8, palette });
}
