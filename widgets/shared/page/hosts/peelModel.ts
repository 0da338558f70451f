import { DOMWidgetModel } from "@jupyter-widgets/base";
import { joinLinks } from "../links.js";
import { copyOf } from "./copyOf.js";
import { needsPlanes } from "./keptInOutputs.js";
import { addHeldModel, addLiveModel } from "./liveModels.js";
import { modelFor } from "./modelFor.js";
import { refreshOnSave } from "./refreshOnSave.js";
import { addSavedModel } from "./savedModels.js";

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
    else addSavedModel(this);
    if (this.get(heldBack)) addHeldModel(this);
    refreshOnSave(this);
    // Also where no view shows it: what views share is to be the same in all of them.
    this.once("destroy", joinLinks(modelFor(this) as never));
  }

  /**
   * Asks the kernel for the planes that it held back. Asking twice is one question; one whose answer was lost, with
   * the connection that it came by, is asked again.
   */
  requestWhole(): void {
    if (asked.has(this) || !this.comm_live) return;
    asked.add(this);
    askUntilWhole(this, FIRST_PATIENCE_MS);
  }

  /** Calls back when the planes are here, which may be at once. */
  whenWhole(show: () => void): void {
    if (!this.get(heldBack)) return show();
    this.once("whole", show);
    this.requestWhole();
  }

  /** Whether the kernel is telling of a change. */
  isHearing = false;

  override set_state(state: Record<string, unknown>): void {
    const { [heldBack]: isHeld, ...told } = state;
    // Told again, to a page that was connected anew, of planes that are here.
    const news = isHeld && isWhole(this) ? told : state;
    this.isHearing = true;
    try {
      super.set_state(news as never);
    } finally {
      this.isHearing = false;
    }
    // The kernel, which a restored model may find again, has told everything.
    if (!isWhole(this) && Object.values(state).some(isBinary)) {
      for (const mark of [keptInOutput, heldBack]) this.unset(mark, { silent: true });
      addLiveModel(this);
      this.trigger("whole");
    }
    // A model that a page had from its file, and now has from a kernel.
    else if (isHeld && !isWhole(this)) addHeldModel(this);
  }

  override serialize(state: Record<string, unknown>): SerializedState {
    const entries = Object.entries(state);
    const isLight = !isWhole(this) || (entries.some(([, value]) => isBinary(value)) && !needsPlanes(this));
    const kept = isLight ? entries.filter(([key, value]) => !isBinary(value) && key !== heldBack) : entries;
    const saved = Object.fromEntries(kept.map(([key, value]) => [key, copyOf(value)]));
    return (isLight ? { ...saved, [keptInOutput]: true } : saved) as never;
  }
}

/** How long an answer is waited for before it is asked for again, in milliseconds; then twice as long. */
const FIRST_PATIENCE_MS = 5_000;
const LAST_PATIENCE_MS = 80_000;

function askUntilWhole(model: PeelModel, patienceMs: number): void {
  if (isWhole(model) || !model.comm_live) return;
  model.comm?.send({ method: "request_state" }, model.callbacks());
  if (patienceMs <= LAST_PATIENCE_MS) setTimeout(askUntilWhole, patienceMs, model, patienceMs * 2);
}

/** Models whose planes are on their way. (A field of a model is set after `initialize`, which asks already.) */
const asked = new WeakSet<PeelModel>();

/** Set in the saved state of a model whose planes lie in an output. */
const keptInOutput = "is_kept_in_output";

/** Set where the kernel waits to be asked for the planes: `heldBack` of its widgets. */
const heldBack = "_is_held_back";

/** Whether its planes are here; a file may hold them in the output that shows the view, the kernel wait to be asked. */
const isWhole = (model: PeelModel): boolean => !model.get(keptInOutput) && !model.get(heldBack);

const isBinary = (value: unknown): boolean => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
