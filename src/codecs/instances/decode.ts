import { InstanceMap } from "../../image/instanceMap.js";
import type { InstanceRecord } from "../../image/instanceRecord.js";
import { measureInstances } from "../../image/measureInstances.js";
import type { RgbImage } from "../../image/rgbImage.js";
import type { Rgb } from "../../image/types.js";
import { type Painted, paintedImage } from "../painted.js";
import { type Components, findComponents } from "./components.js";
import { mergeComponents } from "./mergeComponents.js";
import { type DecodeInstancesOptions, instanceSettings } from "./options.js";

/** A map with a record for every instance, as `decodeInstances` gives it. */
export type DecodedInstances = InstanceMap & {
  readonly residual: Float32Array;
  readonly instances: readonly InstanceRecord[];
};

/**
 * Reads instances from a picture that paints each in a colour of its own, by arXiv 2604.20329,
 * appendix A: background, flood fill from each seed, pruning by size and by erosion, merging of what
 * has one colour and lies together. Ids are 1, 2, … in the order in which seeds are found.
 *
 * The time grows with the pixels and, for merging, with the square of the components that survive
 * pruning (at most 5000 by default). Provenance tells every option and what each step dropped.
 *
 * @param picture as it was painted: never resized
 * @returns ids (0 is background), the residual in levels (distance of each pixel to its instance's mean
 *   colour, or to the background's), and one record per instance
 * @throws ArgumentError for an option out of range, or a picture of more than 65,531 components
 * @example
 * const { instances } = decodeInstances(await readImage("croissants.png"), { background: "RGB(88, 50, 82)" });
 * instances.length     // 12
 * instances[0].box     // x, y, width, height
 */
export function decodeInstances(picture: Painted, options: DecodeInstancesOptions = {}): DecodedInstances {
  const painted = paintedImage("painted", picture);
  const settings = instanceSettings(options);
  const { width, height } = painted;
  const components = findComponents(painted, settings);
  const firsts = mergeComponents(components.kept, settings);
  const { data, count } = numberInstances(components, firsts, width, height);
  const instances = measureInstances({ width, height, data }, painted);
  const residual = residualOf(painted, data, settings.background, instances);
  const { found, tooSmall, tooThin, kept } = components;
  const steps = { found, tooSmall, tooThin, merged: kept.length - count };
  const provenance = { ...painted.provenance, ...settings, components: steps };
  const map = new InstanceMap({ width, height, data, residual, instances, provenance });
  return map as DecodedInstances;
}

/** From labels in the framed plane to ids in the picture. */
function numberInstances(
  { labels, stride, kept }: Components,
  firsts: Int32Array,
  width: number,
  height: number,
): { data: Uint16Array; count: number } {
  const idOfLabel = new Uint16Array(65_536);
  let count = 0;
  kept.forEach(({ label }, i) => {
    idOfLabel[label] = firsts[i] === i ? ++count : idOfLabel[kept[firsts[i]].label];
  });
  const data = new Uint16Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const end = (y + 2) * stride + width;
    for (let place = (y + 2) * stride; place < end; place++) data[i++] = idOfLabel[labels[place]];
  }
  return { data, count };
}

function residualOf(
  painted: RgbImage,
  ids: Uint16Array,
  background: Rgb,
  instances: readonly InstanceRecord[],
): Float32Array {
  const colours = new Float64Array(3 * (instances.length + 1));
  colours.set(background);
  for (const { id, colour = [0, 0, 0] } of instances) colours.set(colour, 3 * id);
  const { data } = painted;
  const residual = new Float32Array(ids.length);
  for (let i = 0, at = 0; i < ids.length; i++, at += 3) {
    const of = 3 * ids[i];
    const dr = data[at] - colours[of];
    const dg = data[at + 1] - colours[of + 1];
    const db = data[at + 2] - colours[of + 2];
    residual[i] = Math.sqrt(dr * dr + dg * dg + db * db);
  }
  return residual;
}
