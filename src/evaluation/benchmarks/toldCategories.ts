/** How COCO's categories are named in prompts, and found again in them. */

import type { ColourLegend } from "../../codecs/semantic/legend.js";
import { parseLegend } from "../../codecs/semantic/legend.js";
import type { InstanceTruth } from "../../datasets/sample.js";
import { InstanceMap } from "../../image/instanceMap.js";
import { decodeMask } from "../../image/rle/index.js";

const IRREGULAR: Readonly<Record<string, string>> = {
  ...{ person: "people", sheep: "sheep", mouse: "mice", knife: "knives", skis: "skis", scissors: "scissors" },
};

/** "people", "wine glasses", "benches": as `segmentInstances` is asked for things of a kind. */
export function pluralOf(name: string): string {
  if (IRREGULAR[name]) return IRREGULAR[name];
  return /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

/** "tree-merged" is a tree, "window-blind" a window blind. */
export const plainName = (name: string): string =>
  name.replace(/(-other)?(-merged|-other|-stuff)$/, "").replaceAll("-", " ");

/** Of several things that a prompt might ask for, that whose plural stands in it: the longest, as dogs and hot dogs. */
export function askedIn<Named extends { readonly name: string }>(
  prompt: string,
  things: readonly Named[],
): Named | undefined {
  const fitting = things.filter(({ name }) => prompt.includes(pluralOf(plainName(name))));
  return fitting.sort((a, b) => b.name.length - a.name.length)[0];
}

/** The colours that a prompt of classes gives, whatever order they were dealt in. */
export function coloursIn(prompt: string): ColourLegend {
  const mapping = /\{.*\}/s.exec(prompt)?.[0];
  return mapping === undefined ? [] : parseLegend(mapping, { background: null });
}

/** Things as one map; where two overlap, the later is seen. */
export function mapOfThings(
  { width, height }: { readonly width: number; readonly height: number },
  things: readonly Pick<InstanceTruth, "mask" | "isCrowd">[],
): InstanceMap {
  const data = new Uint16Array(width * height);
  let id = 0;
  for (const { mask, isCrowd } of things) {
    if (isCrowd) continue;
    id++;
    const { data: inside } = decodeMask(mask);
    for (let i = 0; i < data.length; i++) if (inside[i]) data[i] = id;
  }
  return new InstanceMap({ width, height, data });
}
