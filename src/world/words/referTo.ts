import type { Random } from "../../random.js";
import type { SeenThing } from "../plain/seenPlain.js";
import { ATTRIBUTES, type Attribute, answersTo, nounPhrase } from "./nounPhrase.js";

/** Differences below these are not worth words: share of the picture's width, metres. */
export const CLEAR_ACROSS = 0.06;
export const CLEAR_METRES = 0.35;

/**
 * All that can be said, briefly, to mean one thing and no other: by attributes ("the red ball"), place
 * ("the leftmost thing"), relation ("the chair behind the crate") and order ("the second thing from the left").
 *
 * @param seen the things that can be meant, the target among them
 * @returns phrases by their sort; an empty list where none of a sort is clear
 * @example referencesTo(target, seen).attributes // ["the ball", "the red ball", "the red thing"]
 */
export function referencesTo(target: SeenThing, seen: readonly SeenThing[]): Record<ReferenceSort, string[]> {
  const others = seen.filter((one) => one !== target);
  return {
    attributes: byAttributes(target, others),
    place: [...byPlace(target, others, "thing"), ...byPlace(target, others.filter(alike(target)), undefined)],
    relation: byRelation(target, seen),
    order: byOrder(target, seen),
  };
}

export type ReferenceSort = "attributes" | "place" | "relation" | "order";

/** One phrase for a thing, of a random sort, or undefined where nothing is clear. */
export function referTo(random: Random, target: SeenThing, seen: readonly SeenThing[]): string | undefined {
  const sorts = Object.values(referencesTo(target, seen)).filter((phrases) => phrases.length > 0);
  return sorts.length === 0 ? undefined : random.pick(random.pick(sorts));
}

const alike =
  ({ thing }: SeenThing) =>
  (other: SeenThing): boolean =>
    other.thing.className === thing.className;

/** The subsets of the attributes that a thing has. */
function attributeSets({ thing }: SeenThing): Attribute[][] {
  const own = ATTRIBUTES.filter((one) => thing[one] !== undefined);
  return Array.from({ length: 2 ** own.length }, (_, set) => own.filter((_one, i) => (set >> i) & 1));
}

function byAttributes(target: SeenThing, others: readonly SeenThing[]): string[] {
  const clear: string[] = [];
  for (const attributes of attributeSets(target)) {
    const matching = others.filter((other) => answersTo(other.thing, target.thing, attributes));
    if (!matching.some(alike(target))) clear.push(`the ${nounPhrase(target.thing, attributes)}`);
    if (matching.length === 0 && attributes.length > 0)
      clear.push(`the ${nounPhrase(target.thing, attributes, "thing")}`);
  }
  return clear;
}

function byPlace(target: SeenThing, others: readonly SeenThing[], noun: string | undefined): string[] {
  if (others.length === 0) return [];
  const name = noun ?? target.thing.className;
  const gap = (of: (one: SeenThing) => number, sign: number): number =>
    Math.min(...others.map((other) => sign * (of(target) - of(other))));
  const across = ({ across }: SeenThing): number => across;
  const metres = ({ depthMetres }: SeenThing): number => depthMetres;
  const clear: string[] = [];
  if (gap(across, -1) > CLEAR_ACROSS) clear.push(`the leftmost ${name}`, `the ${name} on the left`);
  if (gap(across, 1) > CLEAR_ACROSS) clear.push(`the rightmost ${name}`, `the ${name} on the right`);
  if (gap(metres, -1) > CLEAR_METRES) clear.push(`the nearest ${name}`, `the ${name} closest to the camera`);
  if (gap(metres, 1) > CLEAR_METRES) clear.push(`the farthest ${name}`, `the ${name} that is farthest away`);
  return clear;
}

const RELATIONS: readonly { words: readonly string[]; gap(one: SeenThing, anchor: SeenThing): number }[] = [
  {
    words: ["left of", "to the left of"],
    gap: (one, anchor) => (anchor.across - one.across) / CLEAR_ACROSS,
  },
  {
    words: ["right of", "to the right of"],
    gap: (one, anchor) => (one.across - anchor.across) / CLEAR_ACROSS,
  },
  {
    words: ["behind", "farther away than"],
    gap: (one, anchor) => (one.depthMetres - anchor.depthMetres) / CLEAR_METRES,
  },
  {
    words: ["in front of", "nearer than"],
    gap: (one, anchor) => (anchor.depthMetres - one.depthMetres) / CLEAR_METRES,
  },
];

function byRelation(target: SeenThing, seen: readonly SeenThing[]): string[] {
  const clear: string[] = [];
  for (const anchor of seen) {
    if (anchor === target) continue;
    const names = byAttributes(
      anchor,
      seen.filter((one) => one !== anchor),
    );
    if (names.length === 0) continue;
    for (const { words, gap } of RELATIONS) {
      if (gap(target, anchor) < 1) continue;
      // Nothing else may come near the relation.
      const rivals = seen.filter((one) => one !== target && one !== anchor && gap(one, anchor) > 0);
      const name = names[(clear.length + target.slot) % names.length];
      for (const word of words) {
        if (!rivals.some(alike(target))) clear.push(`the ${target.thing.className} ${word} ${name}`);
        if (rivals.length === 0) clear.push(`the thing ${word} ${name}`);
      }
    }
  }
  return clear;
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth"];

function byOrder(target: SeenThing, seen: readonly SeenThing[]): string[] {
  const clear: string[] = [];
  const ordered = orderOf(seen, "left to right");
  if (ordered && ordered.length > 1) {
    const place = ordered.indexOf(target);
    clear.push(`the ${ORDINALS[place]} thing from the left`);
    clear.push(`the ${ORDINALS[ordered.length - 1 - place]} thing from the right`);
  }
  const near = orderOf(seen, "near to far");
  if (near && near.length > 1)
    clear.push(`the ${ORDINALS[near.indexOf(target)]} nearest thing`.replace("first ", ""));
  return clear;
}

/** Things in an order that can be asked for, or undefined where two are too close to tell. */
export function orderOf(seen: readonly SeenThing[], order: SceneOrder): SeenThing[] | undefined {
  const isAcross = order === "left to right" || order === "right to left";
  const value = (one: SeenThing): number =>
    isAcross ? one.across / CLEAR_ACROSS : one.depthMetres / CLEAR_METRES;
  const sorted = [...seen].sort((a, b) => value(a) - value(b));
  if (sorted.some((one, i) => i > 0 && value(one) - value(sorted[i - 1]) < 0.6)) return undefined;
  return order === "right to left" || order === "far to near" ? sorted.reverse() : sorted;
}

export type SceneOrder = "left to right" | "right to left" | "near to far" | "far to near";
