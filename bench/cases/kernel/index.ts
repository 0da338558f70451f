import type { Measure } from "../../cases.js";
import { cellMeasures } from "./cells.js";
import { growthMeasure } from "./growth.js";
import { printingMeasure } from "./printing.js";
import { startingMeasures } from "./starting.js";
import { widgetMeasure } from "./widgets.js";

/** Our kernel beside stock tslab where both can do it, then what only ours does. */
export const kernelMeasures = (): readonly Measure[] => [
  ...startingMeasures,
  ...cellMeasures,
  printingMeasure,
  widgetMeasure,
  growthMeasure,
];
