import { ArgumentError, describeValue } from "../errors.js";
import { labOf } from "./spaces.js";

type Triple = readonly [number, number, number];

/** How far apart two colours look: CIE's formulas of 1976, 1994 (graphic arts) and 2000. */
export type DifferenceFormula = "cie76" | "cie94" | "ciede2000";

const FORMULAS: Readonly<Record<DifferenceFormula, (a: Triple, b: Triple) => number>> = {
  cie76: ([l1, a1, b1], [l2, a2, b2]) => Math.hypot(l1 - l2, a1 - a2, b1 - b2),
  cie94,
  ciede2000,
};

/**
 * How far apart two sRGB colours look; about 1 can just be told apart. CIE94 takes the first for the reference.
 *
 * @param first levels, 0 to 255 (second too)
 * @throws ArgumentError for an unknown formula
 * @example colourDifference([255, 0, 0], [250, 0, 0]) // 1.04…
 */
export function colourDifference(
  first: Triple,
  second: Triple,
  formula: DifferenceFormula = "ciede2000",
): number {
  if (Object.hasOwn(FORMULAS, formula)) return FORMULAS[formula](labOf(first), labOf(second));
  throw new ArgumentError({
    argument: "formula",
    expected: `one of ${Object.keys(FORMULAS).join(", ")}`,
    got: describeValue(formula),
    remedy: "leave it out for ciede2000",
  });
}

function cie94([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const [chroma1, chroma2] = [Math.hypot(a1, b1), Math.hypot(a2, b2)];
  const chroma = chroma1 - chroma2;
  // What is neither lightness nor chroma is hue; rounding may leave less than nothing.
  const squaredHue = Math.max(0, (a1 - a2) ** 2 + (b1 - b2) ** 2 - chroma ** 2);
  return Math.sqrt(
    (l1 - l2) ** 2 + (chroma / (1 + 0.045 * chroma1)) ** 2 + squaredHue / (1 + 0.015 * chroma1) ** 2,
  );
}

const RADIANS = Math.PI / 180;
const degreesOf = (b: number, a: number): number => (Math.atan2(b, a) / RADIANS + 360) % 360;
/** The seventh power that weighs strong colours. */
const strength = (chroma: number): number => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));

/** Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula" (Color Research & Application 30.1, 2005). */
function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const stretch = 1.5 - 0.5 * strength((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2);
  const [chroma1, chroma2] = [Math.hypot(stretch * a1, b1), Math.hypot(stretch * a2, b2)];
  const [hue1, hue2] = [degreesOf(b1, stretch * a1), degreesOf(b2, stretch * a2)];
  const isGrey = chroma1 * chroma2 === 0;
  const turn = isGrey ? 0 : ((hue2 - hue1 + 540) % 360) - 180;
  const hueStep = 2 * Math.sqrt(chroma1 * chroma2) * Math.sin((turn * RADIANS) / 2);
  const lightness = (l1 + l2) / 2;
  const chroma = (chroma1 + chroma2) / 2;
  // Half way along the shorter arc; of a grey and a colour the colour's hue.
  const hue = isGrey ? hue1 + hue2 : (hue1 + turn / 2 + 360) % 360;
  const cosine = (times: number, shift: number): number => Math.cos((times * hue + shift) * RADIANS);
  const t = 1 - 0.17 * cosine(1, -30) + 0.24 * cosine(2, 0) + 0.32 * cosine(3, 6) - 0.2 * cosine(4, -63);
  const fromMiddle = (lightness - 50) ** 2;
  const scaledLightness = (l2 - l1) / (1 + (0.015 * fromMiddle) / Math.sqrt(20 + fromMiddle));
  const scaledChroma = (chroma2 - chroma1) / (1 + 0.045 * chroma);
  const scaledHue = hueStep / (1 + 0.015 * chroma * t);
  const rotation = -Math.sin(60 * Math.exp(-(((hue - 275) / 25) ** 2)) * RADIANS) * 2 * strength(chroma);
  return Math.sqrt(
    scaledLightness ** 2 + scaledChroma ** 2 + scaledHue ** 2 + rotation * scaledChroma * scaledHue,
  );
}
