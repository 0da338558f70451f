/**
 * Shows an output of ours in JupyterLab, trusted or not, with a kernel or without: the live model if the
 * page has it, else the state that is stored in the output, and until either is there the still picture.
 */
import type { WidgetModel } from "@jupyter-widgets/base";
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Panel } from "@lumino/widgets";
import { storedMime } from "../../../stored/format.js";
import { element } from "../../element.js";
import type { Cleanup } from "../afm.js";
import { onLiveModel } from "../liveModels.js";
import { modelFor } from "../modelFor.js";
import { passOnToSaved } from "../savedModels.js";
import { staticModel } from "../staticModel.js";
import { boxViewBeside, firstViewIn } from "./boxView.js";

const widgetViewMime = "application/vnd.jupyter.widget-view+json";

/** How long a live model is waited for, in milliseconds: a cell's comes a moment after its output. */
const PATIENCE_MS = 600;

type Output = IRenderMime.IMimeModel["data"];

class ViewRenderer extends Panel implements IRenderMime.IRenderer {
  readonly #resolver: { readonly path?: string } | null;
  #cleanup: Cleanup | undefined;
  #stopWaiting: (() => void) | undefined;
  #timer = 0;
  #shownId: string | undefined;
  #turn = 0;
  /** Whether the live model has come: what is stored, and on its way to be shown, is late. */
  #isLive = false;

  constructor(options: IRenderMime.IRendererOptions) {
    super();
    // JupyterLab's own resolver knows its notebook's path, and follows when it is renamed.
    this.#resolver = options.resolver as { readonly path?: string } | null;
  }

  async renderModel(mime: IRenderMime.IMimeModel): Promise<void> {
    const link = (mime.data[widgetViewMime] ?? {}) as { model_id?: string };
    // A save has stored the view that is seen here as it is; it goes on.
    if (link.model_id && link.model_id === this.#shownId) return;
    this.#stop();
    this.#shownId = link.model_id;
    // The widget was closed: Jupyter's own renderer leaves this mark.
    if (link.model_id === "") return this.hide();
    const still = mime.data["image/png"];
    if (typeof still === "string") {
      const alt = String(mime.data["text/plain"] ?? "View");
      this.node.replaceChildren(element("img", { src: `data:image/png;base64,${still}`, alt }));
    }
    const turn = this.#turn;
    const id = link.model_id;
    const inBox = firstViewIn(mime.data[storedMime]);
    if (id !== undefined) {
      this.#stopWaiting = onLiveModel(inBox ?? id, this.#resolver?.path, (model) => {
        this.#isLive = true;
        clearTimeout(this.#timer);
        if (inBox !== undefined) return void this.#showBox(model, id, link, mime.data, turn);
        void this.#show(modelFor(model), turn);
        this.#hideWith(model, link);
      });
    }
    if (this.#isLive) return;
    const wait = link.model_id === undefined ? 0 : PATIENCE_MS;
    this.#timer = window.setTimeout(() => void this.#showStored(mime.data, turn), wait);
  }

  override dispose(): void {
    this.#stop();
    super.dispose();
  }

  async #showStored(output: Output, turn: number): Promise<void> {
    try {
      const { stateOfOutput } = await import("./unpack.js");
      const { model_id } = (output[widgetViewMime] ?? {}) as { model_id?: string };
      const state = stateOfOutput(output);
      const model = staticModel(state);
      if (model_id) passOnToSaved(model, Object.keys(state), model_id, this.#resolver?.path);
      await this.#show(model, turn, true);
    } catch (error) {
      if (turn !== this.#turn || this.#isLive) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.node.append(element("p", { role: "alert" }, reason));
    }
  }

  /** The box itself, as Jupyter shows it; one that its manager does not know is shown as it is stored. */
  async #showBox(
    child: WidgetModel,
    id: string,
    link: { model_id?: string },
    output: Output,
    turn: number,
  ): Promise<void> {
    try {
      const { model, view } = await boxViewBeside(child, id);
      if (turn !== this.#turn || this.isDisposed) return view.remove();
      this.#cleanup?.();
      this.node.replaceChildren();
      this.addWidget(view.luminoWidget);
      this.#cleanup = () => view.remove();
      this.#hideWith(model, link);
    } catch {
      this.#isLive = false;
      await this.#showStored(output, turn);
    }
  }

  async #show(model: object, turn: number, isStored = false): Promise<void> {
    const { render } = await import("../../../../page.js");
    if (turn !== this.#turn || this.isDisposed || (isStored && this.#isLive)) return;
    this.#cleanup?.();
    this.node.replaceChildren();
    this.#cleanup = render({ model: model as never, el: this.node });
  }

  /** A view that is closed leaves its place, also when the notebook is opened again. */
  #hideWith(model: WidgetModel, link: { model_id?: string }): void {
    model.once("destroy", () => {
      if (this.isDisposed) return;
      link.model_id = "";
      this.#stop();
      this.hide();
    });
  }

  #stop(): void {
    this.#turn++;
    this.#shownId = undefined;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#isLive = false;
    this.#stopWaiting?.();
    this.#stopWaiting = undefined;
    this.#cleanup?.();
    this.#cleanup = undefined;
  }
}

/** Before Jupyter's widgets, whose renderer (rank −10) shows an error where their model is missing. */
export const viewRenderer: IRenderMime.IExtension = {
  id: "@vision-peel/widgets:views",
  description: "Shows views, live or as they are stored in the notebook.",
  rendererFactory: {
    // State is data: nothing of it is run.
    safe: true,
    mimeTypes: [storedMime],
    createRenderer: (options) => new ViewRenderer(options),
  },
  rank: -11,
  dataType: "json",
};
