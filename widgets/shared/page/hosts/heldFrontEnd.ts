/**
 * JupyterLab makes the models that a notebook has saved when it opens it, also one that the reader
 * does not trust, and anywidget runs a model's front end as soon as it is made. Here a front end that
 * comes from a file and not from a kernel waits until a view is shown, which JupyterLab does only
 * where the notebook is trusted.
 */
import type { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";
import type { ExportMap } from "./anywidget.js";

/** What runs, or changes the looks of the whole page. */
type FrontEnd = { _esm: string; _css: string };

const nothing: FrontEnd = { _esm: "export default { render() {} };", _css: "" };
const held = new WeakMap<object, FrontEnd>();

type ModelClass = typeof DOMWidgetModel;
type ViewClass = typeof DOMWidgetView;
type InitializeArguments = Parameters<DOMWidgetModel["initialize"]>;

/** anywidget's classes, of which a saved model runs nothing before it is shown. */
export function heldUntilShown({ AnyModel, AnyView, ...others }: ExportMap): ExportMap {
  class HeldModel extends (AnyModel as ModelClass) {
    override initialize(...[attributes, options]: InitializeArguments): void {
      if (!options.comm) {
        held.set(this, { _esm: this.get("_esm"), _css: this.get("_css") });
        this.set(nothing as never, { silent: true } as never);
      }
      super.initialize(attributes, options);
    }

    /** What is saved again is what was there. */
    override get_state(dropDefaults?: boolean): ReturnType<DOMWidgetModel["get_state"]> {
      return { ...super.get_state(dropDefaults), ...held.get(this) } as never;
    }
  }

  class HeldView extends (AnyView as ViewClass) {
    override render(): unknown {
      const frontEnd = held.get(this.model);
      held.delete(this.model);
      // As if a kernel had changed it: anywidget loads it, and nothing is sent.
      if (frontEnd) this.model.set_state(frontEnd as never);
      return super.render();
    }
  }

  return { ...others, AnyModel: HeldModel, AnyView: HeldView };
}
