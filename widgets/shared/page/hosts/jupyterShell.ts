/** JupyterLab's model and view classes, thin around the views of `page.ts`. */
import { DOMWidgetView, type WidgetModel, type WidgetView } from "@jupyter-widgets/base";
import { FigureModel } from "../../../figure/page/model.js";
import { render, views } from "../../../page.js";
import type { Cleanup } from "./afm.js";
import { modelFor } from "./modelFor.js";
import { PeelModel } from "./peelModel.js";

class PeelView extends DOMWidgetView {
  #cleanup: Cleanup | undefined;
  #isRemoved = false;

  override render(): void {
    (this.model as PeelModel).whenWhole(() => {
      if (!this.#isRemoved) this.#cleanup = render({ model: modelFor(this.model), el: this.el });
    });
  }

  override remove(): void {
    this.#isRemoved = true;
    this.#cleanup?.();
    super.remove();
  }
}

type ExportMap = Record<string, typeof WidgetModel | typeof WidgetView>;

/** What the widget registry finds under `@vision-peel/widgets`: names of models and views, of all views that there are. */
export const exportsOfModule: ExportMap = {
  ...Object.fromEntries(
    Object.keys(views).flatMap((name) => [
      [name, PeelView],
      [name.replace(/View$/, "Model"), PeelModel],
    ]),
  ),
  FigureModel,
};
