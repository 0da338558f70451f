/** What `metadata.widgets` holds: https://ipywidgets.readthedocs.io/en/stable/embedding.html */
import type { Message } from "@vision-peel/kernel/wire";
import type { Json, Output } from "../notebook/notebook.js";
import { linksOf } from "../notebook/outputData.js";

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

  /**
   * The value of `metadata.widgets`, or `undefined` if no model is open. The planes of a view that an output
   * stores are left out, as JupyterLab leaves them out when it saves: the file would hold them twice. A view
   * inside a box is stored nowhere else.
   *
   * @param shown ids of the models that outputs show: those that store their view as well, and all others
   */
  toMetadata(shown: { stored: readonly string[]; unstored: readonly string[] }): Json | undefined {
    if (this.#models.size === 0) return undefined;
    const inBoxes = this.#heldBy(shown.unstored);
    const stored = new Set(shown.stored.filter((id) => !inBoxes.has(id)));
    const state: Json = {};
    for (const [id, model] of this.#models) {
      const { _model_name, _model_module, _model_module_version } = model.state;
      if (_model_name === undefined) continue;
      const isPlane = ({ path }: StoredBuffer): boolean => stored.has(id) && path.length === 1;
      const planes = [...model.buffers.values()].filter(isPlane);
      const buffers = [...model.buffers.values()].filter((buffer) => !isPlane(buffer));
      state[id] = {
        model_name: _model_name,
        model_module: _model_module,
        model_module_version: _model_module_version,
        state: planes.length > 0 ? withoutPlanes(model.state, planes) : model.state,
        ...(buffers.length > 0 ? { buffers } : {}),
      };
    }
    return { "application/vnd.jupyter.widget-state+json": { state, version_major: 2, version_minor: 0 } };
  }

  /** Some models, and all that they hold. */
  #heldBy(ids: readonly string[]): ReadonlySet<string> {
    const held = new Set<string>();
    const hold = (id: string): void => {
      const model = held.has(id) ? undefined : this.#models.get(id);
      held.add(id);
      if (model) linksOf(model.state).forEach(hold);
    };
    ids.forEach(hold);
    return held;
  }
}

/** The state without its planes, and with the mark by which the views know that an output has them. */
function withoutPlanes(state: Json, planes: readonly StoredBuffer[]): Json {
  const names = new Set(planes.map(({ path }) => String(path[0])));
  const kept = Object.entries(state).filter(([key]) => !names.has(key));
  return { ...Object.fromEntries(kept), is_kept_in_output: true };
}
