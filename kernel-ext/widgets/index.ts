export { displaySymbol, type MimeBundle } from "../runtime.js";
export { joinBuffers, type Path, type SplitState, splitBuffers } from "./buffers.js";
export { type Describer, describeModel } from "./describers.js";
export type { Change, ChangeHandler, PropertyChange, StateCodec, WidgetSpec } from "./spec.js";
export { Widget } from "./widget.js";
