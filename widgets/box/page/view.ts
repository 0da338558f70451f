/** A box as a notebook stores it, without a kernel: its views beside or below each other, everything else as text. */
import { element } from "../../shared/page/element.js";
import type { Cleanup, Render, RenderProps } from "../../shared/page/hosts/afm.js";
import { staticModel } from "../../shared/page/hosts/staticModel.js";
import { storedMime } from "../../shared/stored/format.js";
import type { BoxState } from "../state.js";

/** @param render shows a model by the view that it asks for */
export function renderBox({ model, el }: RenderProps<BoxState>, render: Render<never>): Cleanup {
  const cleanups: Cleanup[] = [];
  const isRow = model.get("direction") === "row";
  const root = element("div", { class: "peel-box" });
  root.style.cssText = `display: flex; flex-flow: ${isRow ? "row wrap" : "column"}; gap: 12px; align-items: flex-start`;
  el.append(root);
  let isGone = false;
  void import("../../shared/page/hosts/stored/unpack.js").then(({ stateOfOutput }) => {
    if (isGone) return;
    for (const output of model.get("children")) {
      const place = element("div", {});
      place.style.cssText = `flex: ${isRow ? "1 1 320px" : "none"}; min-width: 0; max-width: 100%; align-self: stretch`;
      root.append(place);
      if (!(storedMime in output)) {
        place.append(element("pre", {}, String(output["text/plain"] ?? "")));
        continue;
      }
      try {
        cleanups.push(render({ model: staticModel(stateOfOutput(output)) as never, el: place }));
      } catch (error) {
        place.append(element("p", { role: "alert" }, error instanceof Error ? error.message : String(error)));
      }
    }
  });
  return () => {
    isGone = true;
    for (const cleanup of cleanups) cleanup();
    root.remove();
  };
}
