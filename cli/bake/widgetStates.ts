import type { Json, Notebook } from "../notebook/notebook.js";
import { dataOf, linksOf, widgetOf } from "../notebook/outputData.js";

const widgetStateMime = "application/vnd.jupyter.widget-state+json";

type SavedWidgets = Json & { readonly state: Json };

/** The state of widgets that a notebook has saved, if it has. */
export function savedWidgets({ metadata }: Notebook): SavedWidgets | undefined {
  const saved = (metadata.widgets as Json | undefined)?.[widgetStateMime] as SavedWidgets | undefined;
  return saved?.state ? saved : undefined;
}

/** Of all saved widgets those that are shown, with what they hold and what links them. */
export function usedWidgets(saved: SavedWidgets, shown: readonly string[]): SavedWidgets | undefined {
  const used = new Set<string>();
  const use = (id: string): void => {
    if (used.has(id) || saved.state[id] === undefined) return;
    used.add(id);
    linksOf(saved.state[id]).forEach(use);
  };
  shown.forEach(use);
  if (used.size === 0) return undefined;
  // A link leads to its widgets; nothing leads to it.
  for (const [id, model] of Object.entries(saved.state)) {
    const isLink = /^(Directional)?LinkModel$/.test(String((model as Json).model_name));
    if (isLink && linksOf(model).some((other) => used.has(other))) use(id);
  }
  const state = Object.fromEntries(Object.entries(saved.state).filter(([id]) => used.has(id)));
  return { ...saved, state };
}

/** A notebook without the saved widgets that none of its outputs leads to any more. */
export function withoutUnusedWidgets(notebook: Notebook): Notebook {
  const saved = savedWidgets(notebook);
  if (!saved) return notebook;
  const outputs = notebook.cells.flatMap(({ outputs = [] }) => outputs);
  const used = usedWidgets(
    saved,
    outputs.flatMap((output) => widgetOf(dataOf(output) ?? {}) ?? []),
  );
  const { widgets, ...metadata } = notebook.metadata as { widgets?: Json };
  if (!used) return { ...notebook, metadata };
  return { ...notebook, metadata: { ...metadata, widgets: { ...widgets, [widgetStateMime]: used } } };
}
