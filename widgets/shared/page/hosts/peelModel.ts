import { DOMWidgetModel } from "@jupyter-widgets/base";
import { copyOf } from "./copyOf.js";
import { addLiveModel } from "./liveModels.js";

type Initialize = Parameters<DOMWidgetModel["initialize"]>;
type SerializedState = ReturnType<DOMWidgetModel["serialize"]>;

/**
 * A model of ours. Its state, binary values included, is what the kernel sent: the views read DataViews.
 * The class that it extends would save an empty object for each of them.
 */
export class PeelModel extends DOMWidgetModel {
  override initialize(...[attributes, options]: Initialize): void {
    super.initialize(attributes, options);
    addLiveModel(this);
  }

  override serialize(state: Record<string, unknown>): SerializedState {
    return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, copyOf(value)])) as never;
  }
}
