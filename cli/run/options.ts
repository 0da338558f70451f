import { join } from "node:path";
import { ArgumentError, type Generator, openGenerator } from "vision-peel";
import { numberOf } from "../arguments.js";

/** What every task of `peel run` takes. */
export const RUN_OPTIONS = {
  generator: { type: "string", default: "embedded" },
  device: { type: "string" },
  dialect: { type: "string" },
  output: { type: "string", short: "o" },
  prompt: { type: "string" },
  seed: { type: "string", default: "1" },
  steps: { type: "string" },
  guidance: { type: "string" },
  size: { type: "string" },
  concurrency: { type: "string", default: "1" },
  budget: { type: "string" },
  price: { type: "string" },
  record: { type: "string" },
  batch: { type: "boolean", default: false },
  "dry-run": { type: "boolean", default: false },
  again: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

/** What the usage of every task says of them. */
export const RUN_USAGE = `  --generator SPEC  who paints: embedded (default), onnx:DIR, gemini:MODEL, openai:MODEL@URL, kserve:URL/MODEL,
                    replay:DIR
  --device NAME     cpu, cuda, cuda:1, webgpu … for models that compute here; default: the best that starts
  --dialect NAME    whose codes a hosted model paints in
  -o DIR            where results go, a few files for each photo; made if it is missing
  --prompt TEXT     other words than the paper's
  --seed N          default 1, so that the same call paints the same again, where the model can
  --steps N, --guidance G, --size WxH  as the model takes them
  --concurrency N   photos at once; default 1
  --budget USD      no call is made that would cost more than this in all
  --price USD       what one picture costs, where the price list does not know
  --record DIR      keep every answer there, and use those that are there
  --batch           all at once, by the service's batch mode: half the price, within a day; the same call goes on with
                    it. Answers are kept in recordings/ of -o, or in --record
  --dry-run         only print the prompts and what they would cost
  --again           also photos whose results are there
  --json            print one JSON object for each photo`;

export interface RunValues {
  readonly generator: string;
  readonly device?: string | undefined;
  readonly dialect?: string | undefined;
  readonly output?: string | undefined;
  readonly prompt?: string | undefined;
  readonly seed: string;
  readonly steps?: string | undefined;
  readonly guidance?: string | undefined;
  readonly size?: string | undefined;
  readonly concurrency: string;
  readonly budget?: string | undefined;
  readonly price?: string | undefined;
  readonly record?: string | undefined;
  readonly batch: boolean;
  readonly "dry-run": boolean;
  readonly again: boolean;
  readonly json: boolean;
}

/** Who paints, in whose codes: with the choice, what decides a result, so that a later call knows what is done. */
export const painterOf = ({ generator, dialect }: RunValues): { generator: string; dialect?: string } => ({
  generator,
  ...(dialect !== undefined && { dialect }),
});

/** What of them a task is asked for. */
export interface PaintingChoice {
  readonly prompt?: string;
  readonly seed: number;
  readonly steps?: number;
  readonly guidance?: number;
  readonly size?: { readonly width: number; readonly height: number };
}

/** @throws ArgumentError for numbers and sizes that are none */
export function choiceOf(values: RunValues): PaintingChoice {
  const steps = numberOf("--steps", values.steps);
  const guidance = numberOf("--guidance", values.guidance);
  const size = sizeOf(values.size);
  return {
    seed: numberOf("--seed", values.seed) as number,
    ...(values.prompt !== undefined && { prompt: values.prompt }),
    ...(steps !== undefined && { steps }),
    ...(guidance !== undefined && { guidance }),
    ...(size && { size }),
  };
}

/** Where results go. */
export const folderOf = ({ output }: Pick<RunValues, "output">): string => output ?? "painted";

/** @throws what `openGenerator` throws */
export function openFor({
  generator,
  device,
  dialect,
  budget,
  price,
  record,
  again,
  batch,
  output,
}: RunValues): Promise<Generator> {
  const budgetUsd = numberOf("--budget", budget);
  const priceUsd = numberOf("--price", price);
  const kept = record ?? (batch ? join(folderOf({ output }), "recordings") : undefined);
  return openGenerator(generator, {
    ...(device !== undefined && { device }),
    ...(dialect !== undefined && { dialect }),
    ...(budgetUsd !== undefined && { budgetUsd }),
    ...(priceUsd !== undefined && { priceUsd }),
    ...(kept !== undefined && { record: kept, rerecord: again }),
  });
}

export function concurrencyOf({ concurrency }: RunValues): number {
  const value = numberOf("--concurrency", concurrency) as number;
  if (Number.isInteger(value) && value >= 1 && value <= 64) return value;
  throw new ArgumentError({
    ...{ argument: "--concurrency", expected: "a whole number from 1 to 64", got: concurrency },
    remedy: "leave it out for one photo at a time",
  });
}

function sizeOf(text: string | undefined): PaintingChoice["size"] {
  if (text === undefined) return undefined;
  const [, width, height] = /^(\d+)x(\d+)$/i.exec(text) ?? [];
  if (width !== undefined) return { width: Number(width), height: Number(height) };
  throw new ArgumentError({
    ...{ argument: "--size", expected: "WIDTHxHEIGHT in pixels", got: JSON.stringify(text) },
    remedy: "write --size 1024x768, or leave it out",
  });
}
