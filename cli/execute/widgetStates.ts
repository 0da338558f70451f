/** What `metadata.widgets` holds: https://ipywidgets.readthedocs.io/en/stable/embedding.html */
import type { Message } from "@vision-peel/kernel/wire";
import type { Json, Output } from "../notebook/notebook.js";

interface StoredBuffer {
  data: string;
  encoding: "base64";
  path: (string | number)[];
}

interface Model {
  state: Json;
  buffers: Map<string, StoredBuffer>;
}

/** Follows the comm messages of widgets and keeps the state of every model that is open. */
export class WidgetStates {
  readonly #models = new Map<string, Model>();

  /** The state of an open model. */
  stateOf(commId: string): Json | undefined {
    return this.#models.get(commId)?.state;
  }

  receive({ header, content, buffers }: Message): void {
    const { comm_id: id, data } = content;
    if (header.msg_type === "comm_close") {
      this.#models.delete(id);
      return;
    }
    if (header.msg_type === "comm_open" && content.target_name === "jupyter.widget")
      this.#models.set(id, { state: {}, buffers: new Map() });
    const model = this.#models.get(id);
    if (!model || !data?.state) return;
    const paths: StoredBuffer["path"][] = data.buffer_paths ?? [];
    for (const key of Object.keys(data.state)) model.state[key] = data.state[key];
    // A key that is set anew drops the buffers that its old value had.
    const changed = new Set([...Object.keys(data.state), ...paths.map(([key]) => String(key))]);
    for (const [key, { path }] of model.buffers) if (changed.has(String(path[0]))) model.buffers.delete(key);
    paths.forEach((path, index) => {
      const bytes = Buffer.from(buffers[index]);
      model.buffers.set(JSON.stringify(path), { data: bytes.toString("base64"), encoding: "base64", path });
    });
  }

  setOutputs(commId: string, outputs: Output[]): void {
    const model = this.#models.get(commId);
    if (model) model.state.outputs = outputs;
  }

  /** The value of `metadata.widgets`, or `undefined` if no model is open. */
  toMetadata(): Json | undefined {
    if (this.#models.size === 0) return undefined;
    const state: Json = {};
    for (const [id, model] of this.#models) {
      const { _model_name, _model_module, _model_module_version } = model.state;
      if (_model_name === undefined) continue;
      state[id] = {
        model_name: _model_name,
        model_module: _model_module,
        model_module_version: _model_module_version,
        state: model.state,
        ...(model.buffers.size > 0 ? { buffers: [...model.buffers.values()] } : {}),
      };
    }
    return { "application/vnd.jupyter.widget-state+json": { state, version_major: 2, version_minor: 0 } };
  }
}
