export { displaySymbol, type MimeBundle } from "../runtime.js";
export { joinBuffers, type Path, type SplitState, splitBuffers } from "./buffers.js";
export { type Change, type ChangeHandler, Widget, type WidgetSpec } from "./widget.js";
