import type { Measure } from "../../cases.js";
import { kernelMeasure } from "./inKernel.js";
import { overheadMeasures } from "./overhead.js";
import { stallMeasure } from "./stalls.js";

/** Our inference process beside the runtime in the same process, and what a notebook feels of it. */
export const inferenceMeasures = (): readonly Measure[] => [...overheadMeasures, stallMeasure, kernelMeasure];
