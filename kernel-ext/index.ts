/**
 * What a cell imports from the kernel.
 *
 * @example
 * import { display } from "@vision-peel/kernel";
 * await display("hello");
 */
import { currentRuntime } from "./runtime.js";
import { registerCoreModels } from "./widgets/core/pageModels.js";

export { type AskOptions, alert, confirm, input, prompt } from "./cell/ask.js";
export { clearOutput, type DisplayHandle, display, page } from "./cell/display.js";
export { DomWidget, type DomWidgetOptions } from "./cell/domWidget/domWidget.js";
export { install } from "./cell/install/install.js";
export { InstallError } from "./cell/install/installError.js";
export { type ProgressOptions, progress } from "./cell/progress.js";
export { ShellError, ShellResult } from "./cell/shell/result.js";
export { type Sh, type ShellCommand, type ShellOptions, sh } from "./cell/shell/sh.js";
export { html, latex, md, type Shown, svg } from "./cell/tags.js";
export type { RepeatOptions, Timing } from "./cell/time/repeat.js";
export { type Time, time } from "./cell/time/time.js";
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
export {
  type Change,
  type ChangeHandler,
  type PropertyChange,
  Widget,
  type WidgetSpec,
} from "./widgets/index.js";

// A page that has a Controller opens its axes and buttons by itself, in the middle of other messages.
const runtime = currentRuntime();
if (runtime) registerCoreModels(runtime);
