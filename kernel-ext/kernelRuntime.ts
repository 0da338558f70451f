import { AsyncResource } from "node:async_hooks";
import { bundleOf } from "./cell/show/bundle.js";
import type { CommManager } from "./comm.js";
import {
  currentContext,
  errorContext,
  type RequestContext,
  runCaptured,
  runFor,
  showInOrder,
} from "./context.js";
import { failureOf } from "./failure.js";
import { markShown, tellLate } from "./lateErrors.js";
import type { Outlet } from "./outlet.js";
import type { KernelRuntime } from "./runtime.js";
import type { Stdin } from "./stdin.js";

export interface RuntimeParts {
  folder: string;
  outlet: Outlet;
  comms: CommManager;
  stdin: Stdin;
  /** Called at every interrupt. */
  interruptHandlers: Set<() => void>;
}

/** What cells and widgets find under `runtimeSymbol`. */
export function makeRuntime({
  folder,
  outlet,
  comms,
  stdin,
  interruptHandlers,
}: RuntimeParts): KernelRuntime {
  return {
    folder,
    widgets: new Map(),
    models: new Map(),
    openComm: (target, message) => comms.open(target, message),
    registerTarget: (target, handler) => comms.registerTarget(target, handler),
    bundleOf,
    display: (data, { metadata = {}, displayId, update = false, buffers } = {}) => {
      const transient = displayId === undefined ? {} : { display_id: displayId };
      const msgType = update ? "update_display_data" : "display_data";
      outlet.publish(msgType, { data, metadata, transient }, { buffers });
    },
    showInOrder,
    displayError: (error) => {
      outlet.publish("error", { ...failureOf(error) });
      markShown(error);
    },
    registrant: () => errorContext(),
    callHandler: (registrant, handler) =>
      runFor(registrant as RequestContext | undefined, () => {
        try {
          handler();
        } catch (error) {
          tellLate(outlet, error);
        }
      }),
    // Every front end's pager can show text, and the protocol asks for it.
    page: (data) => {
      const [first = ""] = Object.values(data);
      currentContext()?.payload.push({
        source: "page",
        data: { "text/plain": String(first), ...data },
        start: 0,
      });
    },
    runCaptured,
    onInterrupt: (handler) => {
      // What it shows stands under the cell that asked, not under the interrupt.
      const bound = AsyncResource.bind(handler);
      interruptHandlers.add(bound);
      return () => interruptHandlers.delete(bound);
    },
    clearOutput: ({ wait = false } = {}) => outlet.publish("clear_output", { wait }),
    input: async (prompt, { password = false } = {}) => stdin.ask(prompt, password),
    inputNow: (prompt, { password = false } = {}) => stdin.askAndWait(prompt, password),
  };
}
