import type { Layer } from "../layers/source.js";
import { besideEachOther } from "../layers/still.js";
import type { Still } from "../shared/view.js";
import { difference, type Size } from "./difference.js";
import type { CompareControls } from "./state.js";

/** A CompareView as one picture: the two beside each other, or what differs, or all. */
export function compareStill(layers: readonly Layer[], grid: Size, controls: CompareControls): Still {
  const { first, second, mode, most } = controls;
  const byTitle = (title: string): Layer => layers.find(({ state }) => state.title === title) ?? layers[0];
  if (mode === "difference")
    return besideEachOther([measured(byTitle(first), byTitle(second), grid, most)], grid);
  return besideEachOther(mode === "all" ? layers : [byTitle(first), byTitle(second)], grid);
}

function measured(first: Layer, second: Layer, grid: Size, most: number | null): Layer {
  const steps = difference(first, second, grid, most);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value.layer;
  }
}
