/** How what a notebook shows differs from what it showed before. */
import { readImage } from "vision-peel/image/files";
import { type Json, type Notebook, type Output, textOf } from "../notebook/notebook.js";
import { dataOf, storedMime } from "../notebook/outputData.js";
import { wordsOf } from "./stable.js";

/** Processors round the sums of a network differently: numbers that agree so far are the same. */
const MOST_APART = 0.02;
/** Levels by which pictures may differ in the mean: edges of what was decoded move by a pixel. */
const MOST_LEVELS = 2;

/**
 * What is another in `now` than in `before`: cells, texts, numbers, pictures, views; each in a sentence.
 *
 * @example (await differences(committed, justRun)).length === 0
 */
export async function differences(before: Notebook, now: Notebook): Promise<string[]> {
  if (before.cells.length !== now.cells.length)
    return [`It has ${now.cells.length} cells, and had ${before.cells.length}`];
  const found = await Promise.all(
    before.cells.map(async (cell, index) => {
      const other = now.cells[index];
      const name = `Cell ${index + 1}`;
      const text = textDifference(textOf(cell.source), textOf(other.source));
      if (text) return [`${name} reads another way: ${text}`];
      const [old, fresh] = [cell.outputs ?? [], other.outputs ?? []];
      if (old.length !== fresh.length)
        return [`${name} shows ${fresh.length} outputs, and showed ${old.length}`];
      const each = await Promise.all(old.map((output, i) => outputDifference(output, fresh[i])));
      return each.filter((what) => what !== undefined).map((what) => `${name} ${what}`);
    }),
  );
  return found.flat();
}

async function outputDifference(before: Output, now: Output): Promise<string | undefined> {
  if (before.output_type !== now.output_type)
    return `gives ${now.output_type}, and gave ${before.output_type}`;
  const words = textDifference(wordsOf(before), wordsOf(now));
  if (words) return `says something else: ${words}`;
  const [old, fresh] = [dataOf(before) ?? {}, dataOf(now) ?? {}];
  const kinds = (data: Json): string => Object.keys(data).sort().join(", ");
  if (kinds(old) !== kinds(fresh)) return `shows ${kinds(fresh)}, and showed ${kinds(old)}`;
  const stored = viewDifference(old[storedMime], fresh[storedMime]);
  if (stored) return `shows another view: ${stored}`;
  for (const mime of ["image/png", "image/jpeg"]) {
    if (typeof old[mime] !== "string" || typeof fresh[mime] !== "string") continue;
    const picture = await pictureDifference(old[mime], fresh[mime]);
    if (picture) return `shows another picture: ${picture}`;
  }
  return undefined;
}

const NUMBER = /[−-]?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?/g;
const numberOf = (text: string): number => Number(text.replaceAll(",", "").replace("−", "-"));

/** Where two texts part, if it is not in the last digits of a number. */
export function textDifference(before: string, now: string): string | undefined {
  if (before === now) return undefined;
  const [old, fresh] = [before, now].map((text) => text.replace(NUMBER, "#"));
  const [oldNumbers, freshNumbers] = [before, now].map((text) => text.match(NUMBER) ?? []);
  if (old === fresh) {
    const at = oldNumbers.findIndex((number, i) => !isNear(number, freshNumbers[i]));
    return at < 0 ? undefined : `${freshNumbers[at]}, and was ${oldNumbers[at]}`;
  }
  const at = [...old].findIndex((letter, i) => letter !== fresh[i]);
  const around = (text: string): string => JSON.stringify(text.slice(Math.max(0, at - 20), at + 40));
  return `${around(fresh)}, and was ${around(old)}`;
}

function isNear(before: string, now: string): boolean {
  const [a, b] = [numberOf(before), numberOf(now)];
  // The last digit that was written may be rounded either way.
  const step = 10 ** -(before.split(".")[1]?.replace(/e.*/, "").length ?? 0);
  return Math.abs(a - b) <= 1.01 * step + MOST_APART * Math.max(Math.abs(a), Math.abs(b));
}

function viewDifference(before: unknown, now: unknown): string | undefined {
  if (before === undefined || now === undefined) return undefined;
  const read = (stored: unknown): [string, string] => {
    const { state, planes = {}, ...rest } = stored as Json & { planes?: Record<string, Json> };
    const sizes = Object.entries(planes).map(([name, { data: _, ...plane }]) => [name, plane]);
    return [JSON.stringify([rest, sizes]), JSON.stringify(state)];
  };
  const [[oldPlanes, oldState], [planes, state]] = [read(before), read(now)];
  return textDifference(oldPlanes, planes) ?? textDifference(oldState, state);
}

async function pictureDifference(before: string, now: string): Promise<string | undefined> {
  if (before === now) return undefined;
  const read = (text: string) => readImage(Buffer.from(text, "base64")).catch(() => undefined);
  const [a, b] = await Promise.all([before, now].map(read));
  if (!a || !b) return "with transparent parts";
  if (a.width !== b.width || a.height !== b.height)
    return `${b.width} × ${b.height} pixels, and had ${a.width} × ${a.height}`;
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += Math.abs(a.data[i] - b.data[i]);
  const levels = sum / a.data.length;
  return levels > MOST_LEVELS ? `${levels.toFixed(1)} levels off in the mean` : undefined;
}
