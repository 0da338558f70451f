import { createHash } from "node:crypto";
import { ArgumentError, describeValue } from "../../errors.js";

/** What a JSON file can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What is worked on: every sample of something, each once. */
export interface SweepPlan {
  /**
   * All that decides the results beside the sample: benchmark and its version, data, generator, options. Another
   * description is another sweep with results of its own. Workers on other machines begin from it alone.
   */
  readonly about: { readonly [key: string]: Json };
  /** the samples' names; each is worked on once */
  readonly ids: readonly string[];
  /**
   * Whether a result that was found is still of the data as they are now; without it, all are. One that is not is
   * dropped, and its sample worked on again.
   */
  readonly isStill?: (found: { readonly id: string } & Omit<SampleOutcome, "value">) => Promise<boolean>;
  /** kept in `sweep.json` for readers; it decides nothing */
  readonly record?: { readonly [key: string]: Json };
}

/** What becomes of one sample. */
export interface SampleOutcome<Value extends Json = Json> {
  /** what scores are made of */
  readonly value: Value;
  /** of hosted generators */
  readonly costUsd?: number;
  /** which data it was, as a short hash */
  readonly dataDigest?: string;
  /** by which it is known without reading them that the data are those of before */
  readonly dataStamp?: string;
}

/**
 * Works on one sample.
 *
 * @param place makes the path of a file that is kept beside the results for people to look at: `place("painted.png")`
 */
export type SampleWork<Value extends Json = Json> = (
  id: string,
  context: { readonly signal: AbortSignal; readonly place: (file: string) => Promise<string> },
) => Promise<SampleOutcome<Value>>;

/** The same for the same description, in whatever order its keys stand: what results are found again by. */
export function sweepKey(about: SweepPlan["about"]): string {
  return createHash("sha256")
    .update(JSON.stringify(inOrder(about)))
    .digest("hex")
    .slice(0, 16);
}

function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, inOrder(one)]),
  );
}

/** A name that every file system takes, and that no other sample has. */
export function fileNameOf(id: string): string {
  const safe = id.replace(/[^\w.-]+/g, "_").slice(-60);
  return `${safe}-${createHash("sha256").update(id).digest("hex").slice(0, 8)}`;
}

/** @throws ArgumentError for ids that are none, or that are there twice */
export function checkPlan({ ids }: SweepPlan): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (typeof id === "string" && id !== "" && !seen.has(id)) {
      seen.add(id);
      continue;
    }
    throw new ArgumentError({
      argument: "ids",
      expected: "names, each there once",
      got: seen.has(id) ? `${JSON.stringify(id)} twice` : describeValue(id),
      remedy: "a sample's name is what its result is found again by",
    });
  }
}
