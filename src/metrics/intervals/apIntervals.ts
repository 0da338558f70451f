/**
 * Intervals of COCO's average precision. It is no sum over pictures: all detections are ranked together. Once ranked,
 * a picture that was drawn twice has each of its detections there twice.
 */
import { areaBelow } from "../masks/averagePrecision.js";
import type { CocoAp } from "../masks/cocoAp.js";
import { COCO_THRESHOLDS, type CocoMatches } from "../masks/cocoMatch.js";
import type { ProtocolScores } from "../sums/protocolScores.js";
import { type DrawOptions, drawnIntervals, drawnWords } from "./drawn.js";

interface Category {
  readonly name: string;
  /** by falling score: whose picture, and bits of thresholds */
  readonly ranked: readonly { readonly picture: number; readonly hit: number; readonly ignored: number }[];
  /** truths of each picture */
  readonly wanted: readonly (readonly [picture: number, wanted: number])[];
}

/**
 * The scores with intervals of AP, AP50, AP75, and AP of each category: pictures are drawn anew.
 *
 * @param names of categories, for "AP person" …; those that are not named have none of their own
 * @example withApIntervals(ap, new Map([[1, "person"]])).intervals?.AP
 */
export function withApIntervals(
  ap: CocoAp,
  names: ReadonlyMap<number, string> = new Map(),
  options: DrawOptions = {},
): ProtocolScores {
  const { protocol, samples, values: own } = ap.scores();
  const byName = [...names].filter(([id]) => ap.categories.includes(id));
  const ofCategories = byName.map(([id, name]) => [`AP ${name}`, ap.categoryScores(id).values.AP]);
  const values = { ...own, ...Object.fromEntries(ofCategories.filter(([, value]) => Number(value) >= 0)) };
  const { categories, pictures } = rankedOf(ap, names);
  const intervals = drawnIntervals(
    Math.max(samples, pictures),
    (times) => valuesOf(categories, times),
    options,
  );
  if (Object.keys(intervals).length === 0) return { protocol, samples, values };
  return { protocol, samples, values, intervals, intervalsBy: drawnWords(samples, options) };
}

function rankedOf(
  ap: CocoAp,
  names: ReadonlyMap<number, string>,
): { categories: Category[]; pictures: number } {
  const places = new Map<number | string, number>();
  const byCategory = new Map<number, [picture: number | string, matches: CocoMatches][]>();
  for (const [category, area, picture, matches] of ap.toJSON().matches) {
    if (area !== "all") continue;
    if (!places.has(picture)) places.set(picture, places.size);
    byCategory.set(category, [...(byCategory.get(category) ?? []), [picture, matches]]);
  }
  const categories = [...byCategory].map(([id, all]): Category => {
    const ordered = all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const place = (picture: number | string): number => places.get(picture) ?? 0;
    const ranked = ordered.flatMap(([picture, { scores, hit, ignored }]) =>
      scores.map((score, k) => ({ picture: place(picture), score, hit: hit[k], ignored: ignored[k] })),
    );
    ranked.sort((a, b) => b.score - a.score);
    const wanted = ordered.map(([picture, one]) => [place(picture), one.wanted] as const);
    return { name: names.get(id) ?? "", ranked, wanted };
  });
  return { categories, pictures: places.size };
}

function valuesOf(categories: readonly Category[], times: Uint16Array): Record<string, number> {
  const all: number[][] = [];
  const named: [string, number][] = [];
  for (const { name, ranked, wanted } of categories) {
    const total = wanted.reduce((sum, [picture, count]) => sum + times[picture] * count, 0);
    if (total === 0) continue;
    const precisions = [...COCO_THRESHOLDS.keys()].map((t) => precisionAt(ranked, t, times, total));
    all.push(precisions);
    if (name !== "") named.push([`AP ${name}`, mean(precisions)]);
  }
  const at = (k: number): number => mean(all.map((precisions) => precisions[k]));
  return { AP: mean(all.flat()), AP50: at(0), AP75: at(5), ...Object.fromEntries(named) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

function precisionAt(ranked: Category["ranked"], t: number, times: Uint16Array, wanted: number): number {
  const [recall, precision]: number[][] = [[], []];
  let [hits, falseAlarms] = [0, 0];
  for (const { picture, hit, ignored } of ranked) {
    const weight = times[picture];
    if (weight === 0 || (ignored >> t) & 1) continue;
    // One after the other, as copies of a picture would stand in the ranking.
    for (let copy = 0; copy < weight; copy++) {
      if ((hit >> t) & 1) hits++;
      else falseAlarms++;
      recall.push(hits / wanted);
      precision.push(hits / (falseAlarms + hits + Number.EPSILON));
    }
  }
  return areaBelow(recall, precision);
}
