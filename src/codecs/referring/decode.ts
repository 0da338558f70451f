import { checkOptions, type OptionNames } from "../../checkOptions.js";
import { ArgumentError, describeValue } from "../../errors.js";
import { LabelMap } from "../../image/labelMap.js";
import type { PixelBox } from "../../image/rle/types.js";
import { spoken } from "../dialects/registry.js";
import { type Painted, paintedImage } from "../painted.js";
import { type DecodedLabels, warned } from "../semantic/decode.js";
import { type ColourLegend, type LegendInput, missingBackground, parseLegend } from "../semantic/legend.js";
import { nearestColour } from "../semantic/nearestColour.js";
import { bareName } from "../semantic/prompt/className.js";
import { settleWords } from "../semantic/settleWords.js";
import { softScore } from "./softScore.js";
import type { DecodedReferring, DecodeReferringOptions, ReferredMask } from "./types.js";

const OPTIONS: OptionNames<DecodeReferringOptions> = {
  dialect: true,
  background: true,
  maxResidual: true,
  contains: true,
  scores: true,
};

/**
 * Reads what one or several expressions refer to from a picture that paints each in its own colour:
 * every pixel goes to the nearest colour, at a tie to the expression that was given first
 * (arXiv 2604.20329; its rule for classes, as it states none for expressions). A colour word stands for
 * that of its usual colours of which the picture has most.
 *
 * @param picture as it was painted: never resized
 * @param expressions expression → colour, as an object, JSON, entries, or the very prompt
 * @throws ArgumentError for expressions without a colour or of one colour, or an option out of range
 * @example
 * const { masks } = decodeReferring(painted, { "the man in pink": "white", "the other man": "(0, 255, 0)" });
 * masks[0].area      // pixels
 * encodeMask(masks[0]) // as COCO files hold it
 */
export function decodeReferring(
  picture: Painted,
  expressions: LegendInput,
  options: DecodeReferringOptions = {},
): DecodedReferring {
  const painted = paintedImage("painted", picture);
  checkOptions("decodeReferring", options, OPTIONS);
  const { name: dialect, own } = spoken("referring", options.dialect);
  const { background = own.background, maxResidual = Infinity, contains = {}, scores = false } = options;
  checkMaxResidual(maxResidual);
  const legend = settleWords(parseLegend(expressions, { background }), painted.data);
  const inner = innerIdsOf(legend, contains);
  const { width, height, data: pixels } = painted;
  const count = width * height;
  const residual = new Float32Array(count);
  const margin = new Float32Array(count);
  const data = new Uint16Array(count);
  nearestColour(legend.map(({ colour }) => colour)).classify(pixels, {
    ...{ classes: data, idOf: Uint16Array.from(legend, ({ id }) => id), residual, margin },
  });
  let ties = 0;
  for (let i = 0; i < count; i++) {
    if (!(residual[i] <= maxResidual)) data[i] = 0;
    if (margin[i] === 0) ties++;
  }
  const masks = legend.flatMap((one, index): ReferredMask[] => {
    if (one.id === 0) return [];
    const { id, name, colour } = one;
    const mask = { width, height, ...maskOf(data, width, [id, ...(inner.get(id) ?? [])]) };
    const score = scores ? { score: softScore(pixels, legend, index) } : {};
    return [{ id, name, colour, ...mask, ...score }];
  });
  const named = legend.some(({ id }) => id === 0) ? legend : [...legend, { id: 0, name: "nothing" }];
  const warnings = warned(painted.provenance, missingBackground(legend, background));
  const provenance = {
    ...painted.provenance,
    ...{ dialect, expressions: legend, maxResidual, contains, ...warnings },
  };
  const map = new LabelMap({ width, height, data, legend: named, residual, margin, provenance });
  const labels = map as DecodedLabels;
  return { width, height, masks, labels, residual, margin, ties, provenance };
}

/** Ids of the expressions that each one contains, also by way of others. */
function innerIdsOf(
  legend: ColourLegend,
  contains: Readonly<Record<string, readonly string[]>>,
): Map<number, number[]> {
  const idOf = (name: string): number => {
    const expressions = legend.filter(({ id }) => id !== 0);
    // Prompts lose their articles: "The man is …" is called "man".
    const found =
      expressions.find((one) => one.name === name) ??
      expressions.find((one) => bareName(one.name).toLowerCase() === bareName(name).toLowerCase());
    if (found) return found.id;
    throw new ArgumentError({
      argument: "contains",
      expected: `of the expressions ${legend.map((one) => JSON.stringify(one.name)).join(", ")}`,
      got: JSON.stringify(name),
      remedy: "write expressions as they were given, with or without article",
    });
  };
  const direct = new Map(
    Object.entries(contains).map(([outer, names]) => [idOf(outer), names.map(idOf)] as const),
  );
  return new Map(
    [...direct.keys()].map((outer) => {
      const reached = new Set([outer]);
      // The set grows while it is walked.
      for (const id of reached) for (const next of direct.get(id) ?? []) reached.add(next);
      reached.delete(outer);
      return [outer, [...reached]];
    }),
  );
}

function maskOf(
  ids: Uint16Array,
  width: number,
  wanted: readonly number[],
): { data: Uint8Array; area: number; box: PixelBox } {
  const isWanted = new Uint8Array(65_536);
  for (const id of wanted) isWanted[id] = 1;
  const data = new Uint8Array(ids.length);
  let area = 0;
  let [left, right, first, last] = [width, -1, -1, -1];
  for (let i = 0, x = 0; i < ids.length; i++, x = x + 1 === width ? 0 : x + 1) {
    if (!isWanted[ids[i]]) continue;
    data[i] = 1;
    area++;
    if (x < left) left = x;
    if (x > right) right = x;
    if (first < 0) first = i;
    last = i;
  }
  if (area === 0) return { data, area, box: [0, 0, 0, 0] };
  const top = Math.floor(first / width);
  return { data, area, box: [left, top, right - left + 1, Math.floor(last / width) - top + 1] };
}

function checkMaxResidual(maxResidual: unknown): void {
  if (typeof maxResidual === "number" && maxResidual >= 0) return;
  throw new ArgumentError({
    argument: "maxResidual",
    expected: "0 or more levels",
    got: describeValue(maxResidual),
    remedy: "leave it out to keep every pixel",
  });
}
