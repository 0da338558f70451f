/** What is to be known of each step, in words. */
import type { StepResult } from "./make.js";
import type { StepName } from "./state.js";

interface Known {
  readonly model?: string;
  readonly modelVersion?: string;
  readonly device?: string;
  readonly seed?: number;
  readonly mime?: string;
  readonly chromaSubsampling?: string;
  readonly cost?: { readonly usd: number; readonly basis: string };
  readonly timingsMs?: { readonly wall?: number };
  readonly warnings?: readonly string[];
  readonly replayed?: boolean;
}

const MOST_LETTERS = 48;

export const promptInWords = (prompt: string): string =>
  prompt === ""
    ? "nothing was painted"
    : prompt.length > MOST_LETTERS
      ? `${prompt.slice(0, MOST_LETTERS - 1)}…`
      : prompt;

const known = ({ painted }: StepResult): Known => (painted.provenance ?? {}) as Known;

export function paintedInWords(result: StepResult): string {
  const { width, height } = result.painted;
  return `${width} × ${height} by ${result.generator.about.model}`;
}

/** Facts of a step by their names; times are left out, for they differ from run to run. */
export function factsOf(step: StepName, result: StepResult): [string, string][] {
  const { photo, painted, alignment, generator, prompt } = result;
  if (step === "photo") return [["size", `${photo.width} × ${photo.height} pixels`]];
  if (step === "prompt") return [["words", prompt]];
  if (step === "decoded") {
    const { mode, scaleX, scaleY, offsetX, offsetY, drift } = alignment;
    const place = `${scaleX.toFixed(4)} · x + ${offsetX.toFixed(2)}, ${scaleY.toFixed(4)} · y + ${offsetY.toFixed(2)}`;
    const moved = drift ? ` (drift ${drift.dx.toFixed(2)}, ${drift.dy.toFixed(2)} pixels)` : "";
    return [["photo’s pixel in the painting", `${place}${moved}, by ${mode}`]];
  }
  if (step === "scored") return [];
  const {
    modelVersion,
    device,
    seed,
    mime,
    chromaSubsampling,
    cost,
    warnings = [],
    replayed,
  } = known(result);
  const facts: [string, string | undefined][] = [
    ["painted by", generator.about.model],
    ["version", modelVersion?.slice(0, 16)],
    ["on", device],
    ["seed", seed === undefined ? undefined : String(seed)],
    ["size", `${painted.width} × ${painted.height} pixels`],
    ["as", [mime, chromaSubsampling].filter(Boolean).join(", ") || undefined],
    ["cost", cost && `$${cost.usd.toFixed(4)} (${cost.basis})`],
    ["from a recording", replayed ? "yes" : undefined],
    ...warnings.map((warning): [string, string] => ["warning", warning]),
    ...result.limits.map((limit): [string, string] => ["limit", limit]),
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}
