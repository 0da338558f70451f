/** Figures that are stored in a notebook, drawn without a kernel: `application/vnd.plotly.v1+json`. */
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";
import type { Cleanup } from "../../shared/page/hosts/afm.js";
import { staticModel } from "../../shared/page/hosts/staticModel.js";
import { plotlyMime } from "../state.js";
import { figureStateOf } from "./storedState.js";

class FigureRenderer extends Widget implements IRenderMime.IRenderer {
  #cleanup: Cleanup | undefined;

  async renderModel(mime: IRenderMime.IMimeModel): Promise<void> {
    const { renderFigure } = await import("./view.js");
    this.#cleanup?.();
    const model = staticModel(figureStateOf(mime.data));
    this.#cleanup = renderFigure({ model, el: this.node });
  }

  override dispose(): void {
    this.#cleanup?.();
    super.dispose();
  }
}

export const figureRenderer: IRenderMime.IExtension = {
  id: "@vision-peel/widgets:figures",
  description: "Draws stored figures of Plotly.",
  rendererFactory: {
    // Plotly cleans what a figure calls HTML, and runs nothing of it.
    safe: true,
    mimeTypes: [plotlyMime],
    createRenderer: () => new FigureRenderer(),
  },
  // Before pictures and text; behind live widgets.
  rank: 50,
  dataType: "json",
};
