/** The channel on which a reloaded page asks for every widget at once. */
import type { Comm, KernelRuntime } from "../runtime.js";
import { type Path, splitBuffers } from "./buffers.js";

export const controlTarget = "jupyter.widget.control";

/** Answers `request_states` with `update_states`. */
export function registerControl(runtime: KernelRuntime): void {
  // A page that gave up waiting, or is gone, leaves its channel open: the next page's question ends it.
  const answered: Comm[] = [];
  runtime.registerTarget(controlTarget, (comm) => {
    for (const old of answered.splice(0)) old.forget();
    comm.onMessage(({ data }) => {
      if (data.method !== "request_states") return;
      const states: Record<string, object> = {};
      const bufferPaths: Path[] = [];
      const buffers: Uint8Array[] = [];
      for (const [id, widget] of runtime.widgets) {
        const full = widget.lightState();
        const split = splitBuffers(full);
        states[id] = {
          model_name: full._model_name,
          model_module: full._model_module,
          model_module_version: full._model_module_version,
          state: split.state,
        };
        bufferPaths.push(...split.bufferPaths.map((path) => [id, "state", ...path]));
        buffers.push(...split.buffers);
      }
      answered.push(comm);
      comm.send({ data: { method: "update_states", states, buffer_paths: bufferPaths }, buffers });
    });
  });
}
