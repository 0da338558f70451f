import { createHash } from "node:crypto";
import type { Wording } from "vision-peel/prompts";
import { samplePlain, seenPlain } from "vision-peel/world";
import {
  captionSample,
  depthSample,
  instanceSample,
  normalSample,
  referringSample,
  type Sample,
  semanticSample,
  solidSample,
} from "./samples.js";
import { fits, type ScenePrompts } from "./shard.js";

/** How many prompts of each task a scene gets. */
export interface PromptCounts {
  readonly captions: number;
  readonly semantic: number;
  readonly referring: number;
  readonly instances: number;
}

/** Deterministic random numbers for the words of a scene, apart from those of the scene itself. */
export function wordingFor(seed: number, isHeldOut: boolean): Wording {
  const digest = createHash("sha256").update(`words ${seed} ${isHeldOut}`).digest();
  let at = 0;
  let block = digest;
  const next = (): number => {
    if (at + 4 > block.length) {
      block = createHash("sha256").update(block).digest();
      at = 0;
    }
    const value = block.readUInt32LE(at) / 2 ** 32;
    at += 4;
    return value;
  };
  return {
    isHeldOut,
    random: {
      between: (low, high) => low + (high - low) * next(),
      integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
      pick: (choices) => choices[Math.floor(next() * choices.length)],
      normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    },
  };
}

/** A scene and all prompts about it. */
export function scenePrompts(seed: number, counts: PromptCounts, isHeldOut: boolean): ScenePrompts {
  const wording = wordingFor(seed, isHeldOut);
  const scene = samplePlain({ seed });
  const seen = seenPlain(scene);
  const samples = [
    ...several(counts.captions, () => captionSample(wording, scene, seen)),
    ...several(counts.semantic, () => semanticSample(wording, scene)),
    ...several(counts.referring, () => referringSample(wording, seen)),
    ...several(counts.instances, () => instanceSample(wording, seen)),
  ];
  return { scene, seen, samples };
}

/** Prompts that fit every scene. */
export function promptsForAny(seed: number, count: number, isHeldOut: boolean): Sample[] {
  const wording = wordingFor(seed, isHeldOut);
  return [depthSample, normalSample, solidSample].flatMap((make) => several(count, () => make(wording)));
}

/** Those that exist and fit, in a few tries each. */
function several(count: number, make: () => Sample | undefined): Sample[] {
  return Array.from({ length: count }, () => {
    for (let tries = 0; tries < 6; tries++) {
      const sample = make();
      if (sample && fits(sample)) return [sample];
    }
    return [];
  }).flat();
}
