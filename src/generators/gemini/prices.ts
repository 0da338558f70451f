import type { Cost } from "../provenance.js";

/** Dollars for one picture by its size, and for the picture that is given (Google's public price list, November 2026). */
const PRICES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "gemini-2.5-flash-image": { "1K": 0.039 },
  "gemini-3-pro-image": { "1K": 0.134, "2K": 0.134, "4K": 0.24 },
  "gemini-3.1-flash-image": { "512": 0.045, "1K": 0.067, "2K": 0.101, "4K": 0.151 },
};
const INPUT_PICTURE_USD = 0.0011;

/** What one picture costs; undefined for models that the list does not have. */
export function priceOf(
  model: string,
  imageSize: string,
  hasPhoto: boolean,
  isBatch: boolean,
): Cost | undefined {
  const [name] = Object.keys(PRICES).filter((known) => model === known || model.startsWith(`${known}-`));
  const usd = name === undefined ? undefined : PRICES[name][imageSize];
  if (usd === undefined) return undefined;
  const whole = usd + (hasPhoto ? INPUT_PICTURE_USD : 0);
  // https://ai.google.dev/gemini-api/docs/batch-api: half of the usual price.
  return isBatch
    ? { usd: whole / 2, basis: "price list of 2026-11, batch" }
    : { usd: whole, basis: "price list of 2026-11" };
}
