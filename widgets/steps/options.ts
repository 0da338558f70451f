/** What each task's decoder can be asked for, as the page offers it. */
import type { DecodeOption } from "./state.js";

type Spec =
  | Omit<Extract<DecodeOption, { kind: "number" }>, "value">
  | Omit<Extract<DecodeOption, { kind: "choice" }>, "value">;

const number = (
  name: string,
  label: string,
  [least, most]: readonly [number, number],
  unit: string,
  usual: string,
): Spec => ({ kind: "number", name, label, least, most, unit, usual });
const choice = (
  name: string,
  label: string,
  choices: readonly (readonly [string | number | boolean, string])[],
  usual: string,
): Spec => ({ kind: "choice", name, label, choices, usual });

const rejected = number("maxResidual", "Reject beyond", [0, 442], "levels", "none is rejected");

const specs = {
  depth: [
    number("c", "c", [0.01, 1000], "m", "10/3 m, the paper’s"),
    number("lambda", "λ", [-100, -1.01], "", "−3, the paper’s"),
    rejected,
    choice(
      "fill",
      "Fill what is rejected",
      [
        [false, "off"],
        [true, "on"],
      ],
      "off",
    ),
    choice(
      "median",
      "Median of",
      [
        [0, "nothing"],
        [3, "3 × 3"],
        [5, "5 × 5"],
      ],
      "nothing",
    ),
    number("endLevels", "Sky within", [0, 255], "levels of white", "white alone"),
    choice(
      "inwardBias",
      "Stretch what was pulled inwards",
      [
        [false, "off"],
        [true, "on"],
      ],
      "off",
    ),
  ],
  normals: [
    number("minLength", "No direction below", [0, 0.99], "of unit length", "0.25"),
    number("maxLength", "No normal beyond", [1.01, 2], "of unit length", "1.5"),
  ],
  semantic: [rejected, number("minMargin", "Reject ties below", [0, 442], "levels", "none is rejected")],
  referring: [rejected],
  instances: [
    number("tolerance", "Tolerance τ", [0.1, 442], "levels", "14, the paper’s"),
    number("minSizeShare", "Least size", [0, 1], "of the picture", "0.0002, the paper’s"),
    number("minErosionShare", "Least share after erosion", [0, 1], "", "0.1, the paper’s"),
    number("maxBoxGrowth", "Merge up to", [0, 1000], "times the boxes", "5, the paper’s"),
    choice(
      "neighbours",
      "Neighbours",
      [
        [4, "4"],
        [8, "8"],
        [16, "16"],
      ],
      "16",
    ),
    choice(
      "seedOrder",
      "Seeds by",
      [
        ["rows", "rows"],
        ["columns", "columns"],
        ["flat", "flat places first"],
      ],
      "rows",
    ),
    choice(
      "merging",
      "Merge",
      [
        ["pairs", "pairs"],
        ["repeated", "again and again"],
        ["none", "nothing"],
      ],
      "pairs",
    ),
    choice(
      "distance",
      "Distance",
      [
        ["euclidean", "Euclidean"],
        ["channel", "largest channel"],
      ],
      "Euclidean",
    ),
  ],
} as const satisfies Record<string, readonly Spec[]>;

export type StepTask = keyof typeof specs;

/** The options of a task's decoder with the values that they have been given. */
export const optionsOf = (task: StepTask, decoding: Readonly<Record<string, unknown>>): DecodeOption[] =>
  specs[task].map((spec) => ({ ...spec, value: decoding[spec.name] ?? null }) as DecodeOption);
