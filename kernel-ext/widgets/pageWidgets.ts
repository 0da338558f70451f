/** Models that a page opens, such as the axes and buttons of a Controller. */
import type { Comm, CommMessage, KernelRuntime } from "../runtime.js";
import type { Json } from "../wire/message.js";
import { joinBuffers } from "./buffers.js";
import { modelKey } from "./modelKey.js";
import { unpackReferences } from "./references.js";
import { widgetProtocolVersion, widgetTarget } from "./widget.js";

const majorVersion = widgetProtocolVersion.split(".")[0];

const nameOf = (state: Json) =>
  `${state._model_name} of ${state._model_module} ${state._model_module_version} with the view ${state._view_name} of ${state._view_module} ${state._view_module_version}`;

/** Makes the kernel's half of what a page opens; what cannot be made is closed, and the log says why. */
export function registerPageWidgets(runtime: KernelRuntime, log: (text: string) => void): void {
  runtime.registerTarget(widgetTarget, (comm, message) => {
    const refuse = (reason: string) => {
      log(`a page's model was refused: ${reason}`);
      comm.close({ metadata: { version: widgetProtocolVersion } });
    };
    const version = String(message.metadata?.version ?? "");
    if (version.split(".")[0] !== majorVersion) {
      return refuse(
        `it speaks version ${version || "(none)"} of the widget protocol, this kernel ${widgetProtocolVersion}`,
      );
    }
    const state = message.data.state;
    if (typeof state !== "object" || state === null) return refuse("it has no state");
    const make = () => runtime.models.get(modelKey(state));
    const open = () => {
      try {
        const made = make();
        if (!made) return refuse(`this kernel has no ${nameOf(state)}`);
        const joined = joinBuffers(state, message.data.buffer_paths ?? [], message.buffers);
        made(comm, unpackReferences(joined));
      } catch (error) {
        refuse(`${nameOf(state)} cannot be made: ${(error as Error).message}`);
      }
    };
    // Jupyter's own are loaded when the first of them is asked for; what follows meanwhile is kept.
    if (make()) open();
    else
      whileWaiting(comm, import("./core/pageModels.js"), ({ registerCoreModels }) => {
        registerCoreModels(runtime);
        open();
      });
  });
}

/** Holds back the messages of a channel until something is loaded, then delivers them. */
function whileWaiting<T>(comm: Comm, loading: Promise<T>, then: (loaded: T) => void): void {
  const early: CommMessage[] = [];
  let isWaiting = true;
  comm.onMessage((message) => {
    if (isWaiting) early.push(message);
  });
  void loading.then((loaded) => {
    isWaiting = false;
    then(loaded);
    for (const message of early) comm.deliver(message);
  });
}
