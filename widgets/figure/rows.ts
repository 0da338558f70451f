import type { TypedArray } from "plotly.js";
import { ArgumentError } from "vision-peel";

/**
 * A plane of numbers as its rows, which is how Plotly takes a grid. Nothing is copied.
 *
 * @param values row by row
 * @param width how many values a row has
 * @throws ArgumentError if the values do not fill whole rows
 * @example plot([{ type: "heatmap", z: rows(depth.data, depth.width) }]);
 */
export function rows<Values extends TypedArray>(values: Values, width: number): Values[] {
  if (!Number.isInteger(width) || width < 1 || values.length % width !== 0) {
    throw new ArgumentError({
      argument: "width",
      expected: `a whole number that divides ${values.length}`,
      got: String(width),
      remedy: "pass the width of the picture that the values belong to",
    });
  }
  return Array.from(
    { length: values.length / width },
    (_, row) => values.subarray(row * width, (row + 1) * width) as Values,
  );
}
