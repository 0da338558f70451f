import { type Json, type MultilineText, textOf } from "../notebook/notebook.js";
import { isStoredBox, storedMime } from "../notebook/outputData.js";
import { escaped, scriptJson } from "./escaped.js";

const plotlyMime = "application/vnd.plotly.v1+json";

/** Whether an output holds a view that explores without a kernel: ours, or a figure of Plotly. */
export const holdsView = (data: Json): boolean => storedMime in data || plotlyMime in data;

/** How many views an output holds: a box holds those of its children. */
export function viewsIn(data: Json): number {
  if (!holdsView(data)) return 0;
  if (!isStoredBox(data)) return 1;
  const { children = [] } = (data[storedMime] as { state: { children?: Json[] } }).state;
  return children.reduce((sum, child) => sum + viewsIn(child), 0);
}

/** What of an output its view is made of. Other people's figures have no stored view of ours beside them. */
function viewData(data: Json): Json {
  const figure = { format: 1, view: "FigureView", version: "", state: {}, planes: {}, stateIn: plotlyMime };
  const stored = (data[storedMime] ?? figure) as Json;
  return {
    [storedMime]: stored,
    ...(stored.stateIn === plotlyMime ? { [plotlyMime]: data[plotlyMime] } : {}),
    "text/plain": wordsOf(data),
  };
}

const wordsOf = (data: Json): string => textOf((data["text/plain"] ?? "View") as MultilineText);

/**
 * A view as HTML: its still picture, and its state as JSON beside it, which the page's script turns into the
 * view. Where scripts are cleaned away the picture stays.
 */
export function viewHtml(data: Json): string {
  const png = data["image/png"];
  const words = escaped(wordsOf(data));
  const still =
    png === undefined
      ? `<p class="peel-words">${words}</p>`
      : `<img src="data:image/png;base64,${textOf(png as MultilineText).replace(/\s/g, "")}" alt="${words}">`;
  return `<div data-peel-view>${still}<script type="application/json">${scriptJson(viewData(data))}</script></div>`;
}
