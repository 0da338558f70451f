import { checkOptions } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import type { AlignmentMode } from "../image/alignment/alignment.js";
import { type Patience, USUAL_PATIENCE } from "./askService.js";
import { type KeyOf, keyFrom } from "./key.js";

/** What every hosted kind takes. */
export interface HostedOptions {
  readonly key: KeyOf;
  readonly patience: Patience;
  /** what one picture costs, where the caller knows better than the price list */
  readonly priceUsd?: number;
  /** whose codes the model paints in; a model that was not tuned to paint answers has none */
  readonly dialect?: string;
  /** how the model fits its input into its output */
  readonly alignmentMode?: AlignmentMode;
}

const COMMON: Readonly<Record<string, true>> = {
  ...{ key: true, attempts: true, timeoutMs: true, maxBytes: true, firstWaitMs: true },
  ...{ priceUsd: true, dialect: true, alignmentMode: true },
};

/**
 * @param kind "gemini"
 * @param keyNames variables of the environment that may hold the key
 * @param own names of options that only this kind has
 * @throws ArgumentError for wrong options
 */
export function hostedOptions(
  kind: string,
  options: Readonly<Record<string, unknown>>,
  keyNames: readonly string[],
  own: Readonly<Record<string, true>> = {},
): HostedOptions {
  checkOptions(kind, options, { ...COMMON, ...own });
  const number = (name: keyof Patience, least: number): number => {
    const value = options[name] ?? USUAL_PATIENCE[name];
    if (typeof value === "number" && value >= least) return value;
    return refuse(name, `a number of at least ${least}`, options[name]);
  };
  const { priceUsd, dialect, alignmentMode } = options;
  if (priceUsd !== undefined && !(typeof priceUsd === "number" && priceUsd >= 0))
    refuse("priceUsd", "dollars for one picture", priceUsd);
  if (dialect !== undefined && typeof dialect !== "string") refuse("dialect", "a dialect's name", dialect);
  if (alignmentMode !== undefined && !["cover-crop", "resize", "none"].includes(String(alignmentMode)))
    refuse("alignmentMode", '"cover-crop", "resize" or "none"', alignmentMode);
  return {
    key: keyFrom(options.key, keyNames),
    patience: {
      attempts: number("attempts", 1),
      timeoutMs: number("timeoutMs", 1),
      maxBytes: number("maxBytes", 1),
      firstWaitMs: number("firstWaitMs", 0),
    },
    ...(priceUsd !== undefined && { priceUsd: priceUsd as number }),
    ...(dialect !== undefined && { dialect: dialect as string }),
    ...(alignmentMode !== undefined && { alignmentMode: alignmentMode as AlignmentMode }),
  };
}

function refuse(argument: string, expected: string, value: unknown): never {
  const remedy = "leave it out for the default, or look at docs/generators.md";
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
