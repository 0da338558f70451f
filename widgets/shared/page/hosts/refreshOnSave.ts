/**
 * A view is stored in its output when it is first shown; hands and cells change it later. So whenever a notebook is
 * saved, outputs are brought up to the models that the page has: what is opened again, or baked, is what was seen.
 */
import type { WidgetModel } from "@jupyter-widgets/base";
import { itemsOf, type List } from "./lists.js";
import { refreshed } from "./stored/refreshed.js";

type Bundle = Readonly<Record<string, unknown>>;

interface Output {
  readonly data?: Bundle;
  setData?(changes: { data: Bundle }): void;
}

interface Saves {
  connect(slot: (sender: unknown, state: string) => void): void;
}

/** What of JupyterLab's manager of a notebook is used; other programs have no such context, and nothing is done. */
interface Manager {
  readonly context?: {
    readonly model?: { readonly cells?: List<{ readonly outputs?: List<Output> }> };
    readonly saveState?: Saves;
    /** where `saveState` tells the manager of some saves only; see @vision-peel/lab's `withoutKernel` */
    readonly everySave?: Saves;
  };
  readonly _modelsSync?: ReadonlyMap<string, WidgetModel>;
}

const followed = new WeakSet<object>();

/** Told by a model when it is made: its notebook's saves are followed from now on. */
export function refreshOnSave({ widget_manager }: WidgetModel): void {
  const manager = widget_manager as unknown as Manager;
  const { context } = manager;
  const saves = context?.everySave ?? context?.saveState;
  if (!saves || !context || followed.has(manager)) return;
  followed.add(manager);
  saves.connect((_, state) => {
    if (state === "started") refreshOutputs(context.model?.cells, manager._modelsSync);
  });
}

function refreshOutputs(
  cells: List<{ readonly outputs?: List<Output> }> | undefined,
  models: Manager["_modelsSync"],
): void {
  if (!models) return;
  for (const output of itemsOf(cells).flatMap(({ outputs }) => itemsOf(outputs))) {
    try {
      const data = output.data && refreshed(output.data, (id) => models.get(id));
      if (data) output.setData?.({ data });
    } catch (error) {
      // A notebook is saved all the same: with the view as it was.
      console.error("@vision-peel/widgets: a view could not be brought up to date in its output.", error);
    }
  }
}
