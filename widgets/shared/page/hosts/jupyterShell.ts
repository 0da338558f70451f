/** JupyterLab's model and view classes, thin around the views of `page.ts`. */
import { DOMWidgetView, type WidgetModel, type WidgetView } from "@jupyter-widgets/base";
import { FigureModel } from "../../../figure/page/model.js";
import { render } from "../../../page.js";
import type { AnyModel, Cleanup } from "./afm.js";
import { PeelModel } from "./peelModel.js";

/** Lets a view use the model while the kernel lives, and keep on working when it does not. */
function modelFor(model: WidgetModel): AnyModel<object> {
  return {
    get: (key: string) => model.get(key) as never,
    set: (key: string, value: unknown) => void model.set(key, value),
    save_changes: () => {
      if (model.comm_live) model.save_changes();
    },
    on: (event, handler) => void model.on(event, handler),
    off: (event, handler) => void model.off(event, handler),
    send: (content) => {
      if (model.comm_live) model.send(content as never, {});
    },
  };
}

class PeelView extends DOMWidgetView {
  #cleanup: Cleanup | undefined;

  override render(): void {
    this.#cleanup = render({ model: modelFor(this.model), el: this.el });
  }

  override remove(): void {
    this.#cleanup?.();
    super.remove();
  }
}

type ExportMap = Record<string, typeof WidgetModel | typeof WidgetView>;

/** What the widget registry finds under `@vision-peel/widgets`: names of models and views. */
export const exportsOfModule: ExportMap = {
  DepthModel: PeelModel,
  DepthView: PeelView,
  FigureModel,
  FigureView: PeelView,
};
