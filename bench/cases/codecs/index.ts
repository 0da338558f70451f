import type { Measure } from "../../cases.js";
import { classMeasures } from "./classes.js";
import { depthMeasures } from "./depth.js";
import { fileMeasure } from "./file.js";
import { normalMeasure } from "./normals.js";
import { poolMeasures } from "./pool.js";

/** Every codec beside the plain way, NumPy where it is installed, and copying memory. */
export const codecMeasures = (): readonly Measure[] => [
  ...depthMeasures,
  normalMeasure,
  ...classMeasures,
  fileMeasure,
  ...poolMeasures,
];
