/** Why a pixel says what it says: the decoder's way from its colour to its value, in numbers. */
export interface ExplainedStep {
  readonly label: string;
  readonly text: string;
  /** RGB levels of a colour that this is about */
  readonly colour?: readonly [number, number, number];
}

export type Rgb = readonly [number, number, number];

/** Levels with one decimal where they have a fraction. */
export const levels = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1));
/** "1 level", "11.2 levels" */
export const levelsText = (value: number): string => {
  const text = levels(Number(value.toFixed(1)));
  return `${text} ${text === "1" ? "level" : "levels"}`;
};
export const rgbText = (rgb: readonly number[]): string => rgb.map(levels).join(" ");

export const distanceOf = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
