export {
  type Alignment,
  type AlignmentMode,
  alignmentOf,
  paintedPlace,
  type Size,
  sourcePlace,
  withDrift,
} from "./alignment.js";
export { type AlignOptions, alignToPainted, alignToSource, borderMask } from "./alignTo.js";
export {
  correctDrift,
  type Drift,
  describeDrift,
  type MeasuredDrift,
  measureDrift,
  type UnmeasurableDrift,
} from "./drift.js";
