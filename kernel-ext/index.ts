/**
 * What a cell imports from the kernel.
 *
 * @example
 * import { display } from "@vision-peel/kernel";
 * await display("hello");
 */
export {
  clearOutput,
  type DisplayHandle,
  display,
  html,
  input,
  latex,
  md,
  page,
  type Shown,
  svg,
} from "./cell/display.js";
export { type ProgressOptions, progress } from "./cell/progress.js";
export { KernelError, KeyboardInterrupt } from "./errors.js";
export {
  type Comm,
  type CommMessage,
  currentRuntime,
  displaySymbol,
  type KernelRuntime,
  type MimeBundle,
} from "./runtime.js";
export * from "./widgets/core/index.js";
export { type Change, type ChangeHandler, Widget, type WidgetSpec } from "./widgets/index.js";
