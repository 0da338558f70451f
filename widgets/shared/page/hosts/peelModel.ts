import { DOMWidgetModel } from "@jupyter-widgets/base";
import { joinLinks } from "../links.js";
import { copyOf } from "./copyOf.js";
import { needsPlanes } from "./keptInOutputs.js";
import { addLiveModel } from "./liveModels.js";
import { modelFor } from "./modelFor.js";
import { addSavedControls, keptInOutput } from "./savedControls.js";

type Initialize = Parameters<DOMWidgetModel["initialize"]>;
type SerializedState = ReturnType<DOMWidgetModel["serialize"]>;

/**
 * A model of ours. Its state, binary values included, is what the kernel sent: the views read DataViews.
 * The class that it extends would save an empty object for each of them.
 */
export class PeelModel extends DOMWidgetModel {
  override initialize(...[attributes, options]: Initialize): void {
    super.initialize(attributes, options);
    if (isWhole(this)) addLiveModel(this);
    else addSavedControls(this);
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
    // The kernel, which a restored model may find again, has told everything.
    if (!isWhole(this) && Object.values(state).some(isBinary)) {
      this.unset(keptInOutput, { silent: true });
      addLiveModel(this);
    }
  }

  override serialize(state: Record<string, unknown>): SerializedState {
    const entries = Object.entries(state);
    const isLight = !isWhole(this) || (entries.some(([, value]) => isBinary(value)) && !needsPlanes(this));
    const kept = isLight ? entries.filter(([, value]) => !isBinary(value)) : entries;
    const saved = Object.fromEntries(kept.map(([key, value]) => [key, copyOf(value)]));
    return (isLight ? { ...saved, [keptInOutput]: true } : saved) as never;
  }
}

/** Whether its planes are here; a file may hold them in the output that shows the view. */
const isWhole = (model: PeelModel): boolean => !model.get(keptInOutput);

const isBinary = (value: unknown): boolean => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
