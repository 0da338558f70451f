import type { Json, Notebook, Output } from "./notebook.js";

export const storedMime = "application/vnd.vision-peel.view+json";
export const widgetViewMime = "application/vnd.jupyter.widget-view+json";

/** The mime bundle of an output, if it has one. */
export const dataOf = ({ data }: Output): Json | undefined =>
  typeof data === "object" && data !== null ? (data as Json) : undefined;

/** The id of the widget that an output shows. */
export function widgetOf(data: Json): string | undefined {
  const { model_id } = (data[widgetViewMime] ?? {}) as { model_id?: unknown };
  return typeof model_id === "string" && model_id !== "" ? model_id : undefined;
}

/** What a box stores, which holds views: what else it holds is in the widget state alone. */
export const isStoredBox = (data: Json): boolean =>
  (data[storedMime] as { view?: unknown } | undefined)?.view === "BoxView";

/** The widgets that a notebook's outputs show: those whose output makes their state superfluous, and all others. */
export function shownWidgets({ cells }: Notebook): { stored: string[]; unstored: string[] } {
  const [stored, unstored]: string[][] = [[], []];
  for (const data of cells.flatMap(({ outputs = [] }) => outputs).map(dataOf)) {
    const id = data && widgetOf(data);
    if (data && id !== undefined) (storedMime in data && !isStoredBox(data) ? stored : unstored).push(id);
  }
  return { stored, unstored };
}

/** The ids of widgets that a saved state speaks of. */
export const linksOf = (state: unknown): string[] =>
  [...JSON.stringify(state).matchAll(/IPY_MODEL_([\w-]+)/g)].map(([, id]) => id);
