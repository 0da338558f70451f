import { DOMWidgetModel } from "@jupyter-widgets/base";
import { joinLinks } from "../links.js";
import { copyOf } from "./copyOf.js";
import { addLiveModel } from "./liveModels.js";
import { modelFor } from "./modelFor.js";

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
    // Also where no view shows it: what views share is to be the same in all of them.
    this.once("destroy", joinLinks(modelFor(this) as never));
  }

  /** Whether the kernel is telling of a change. */
  isHearing = false;

  override set_state(state: Record<string, unknown>): void {
    this.isHearing = true;
    try {
      super.set_state(state as never);
    } finally {
      this.isHearing = false;
    }
  }

  override serialize(state: Record<string, unknown>): SerializedState {
    return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, copyOf(value)])) as never;
  }
}
