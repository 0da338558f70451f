import { checkOptions } from "../../checkOptions.js";
import { ArgumentError, describeValue } from "../../errors.js";
import { type PixelShift, shiftOf } from "./shiftPicture.js";

/** Options of `corrupt`. Each of its disturbances is off at 0. */
export interface CorruptOptions {
  /** a whole number; the same seed gives the same noise */
  readonly seed: number;
  /**
   * standard deviation of the drift of mid-tone channels in patches, levels; never more than 13/3 of it.
   * Channels at 0 or 255 drift inwards only, half as far. Default 3
   */
  readonly drift?: number;
  /** standard deviation of the noise of single pixels, levels; default 0.7 */
  readonly noise?: number;
  /** standard deviation of a faint grid with periods of 4, 8 and 16 pixels, levels; default 0.4 */
  readonly grid?: number;
  /** standard deviation of the blur at edges, pixels; default 0.35 */
  readonly edges?: number;
  /** overshoot beside edges, share of the step; default 0.035 */
  readonly ring?: number;
  /** quality of a JPEG at 4:2:0, 1 to 100; default 0, no JPEG */
  readonly jpeg?: number;
  /** pixels that the whole picture is moved by, in a direction of the seed's choosing, or [right, down]; default 0 */
  readonly shift?: number | PixelShift;
  /** whether pure white stays pure, as the sky does in real depth pictures; default true */
  readonly keepWhite?: boolean;
}

/** All options, checked. */
export type CorruptSettings = Required<Omit<CorruptOptions, "shift">> & { readonly shift: PixelShift };

/**
 * What was measured on 25 published outputs of the model of arXiv 2604.20329: flat areas vary by 0.4 to
 * 1.1 levels, of which a grid has 10 to 37 %; channels at an end drift by 0 to 3 levels, those between by 1
 * to 5 and at most 13; edges rise from 10 to 90 % within 0.65 to 1.02 pixels and overshoot by 2.5 to 5 %.
 * Most outputs are PNG and not shifted.
 */
export const PUBLISHED_NOISE = Object.freeze({
  drift: 3,
  noise: 0.7,
  grid: 0.4,
  edges: 0.35,
  ring: 0.035,
  jpeg: 0,
  shift: 0,
  keepWhite: true,
});

const OPTIONS = {
  seed: true,
  ...Object.fromEntries(Object.keys(PUBLISHED_NOISE).map((name) => [name, true as const])),
} as const;

const LIMITS = { drift: 60, noise: 60, grid: 60, edges: 50, ring: 1, jpeg: 100 } as const;

/** @throws ArgumentError for a seed that is no whole number, or anything out of range */
export function corruptSettings(options: CorruptOptions): CorruptSettings {
  checkOptions("corrupt", options, OPTIONS);
  if (!Number.isSafeInteger(options?.seed))
    refuse("seed", "a whole number", options?.seed, "the same seed gives the same noise: try seed: 1");
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings = { ...PUBLISHED_NOISE, ...(given as unknown as CorruptOptions) };
  for (const [name, most] of Object.entries(LIMITS) as [keyof typeof LIMITS, number][]) {
    const value = settings[name];
    if (!(typeof value === "number" && value >= 0 && value <= most))
      refuse(name, `from 0 to ${most}`, value, `0 is none, ${PUBLISHED_NOISE[name]} the default`);
  }
  if (settings.jpeg > 0 && settings.jpeg < 1)
    refuse("jpeg", "0 or a quality from 1 to 100", settings.jpeg, "generators write 75 to 95");
  return { ...settings, shift: checkedShift(settings.shift, options.seed) };
}

function checkedShift(shift: unknown, seed: number): PixelShift {
  const parts: unknown[] = Array.isArray(shift) ? shift : [shift, 0];
  const fits = parts.length === 2 && parts.every((part) => Math.abs(part as number) <= 1000);
  if (fits && parts.every((part) => typeof part === "number"))
    return shiftOf(shift as number | PixelShift, seed);
  return refuse(
    "shift",
    "pixels, at most 1000, or [right, down]",
    shift,
    "real outputs are moved by 2 at most",
  );
}

function refuse(argument: string, expected: string, value: unknown, remedy: string): never {
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
