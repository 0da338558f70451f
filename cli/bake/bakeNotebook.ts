import type { Json, Notebook, Output } from "../notebook/notebook.js";
import { dataOf, widgetViewMime } from "../notebook/outputData.js";
import { runtimeScripts } from "./runtime.js";
import { holdsView, viewHtml } from "./views.js";
import { withoutUnusedWidgets } from "./widgetStates.js";

/**
 * A notebook whose views explore wherever HTML outputs run: VS Code, the classic Notebook, Colab, a JupyterLab
 * without our views. The first of them brings the script for all.
 */
export function bakeNotebook(notebook: Notebook): Notebook {
  let isFirst = true;
  const baked = (output: Output): Output => {
    const data = dataOf(output);
    if (!data || !holdsView(data)) return output;
    const script = isFirst ? runtimeScripts() : "<script>globalThis.peelBaked?.()</script>";
    isFirst = false;
    // Without a link to a live widget no front end reports one that is missing.
    const { [widgetViewMime]: _, ...rest } = data;
    return { ...output, data: { ...rest, "text/html": `${viewHtml(data)}\n${script}` } satisfies Json };
  };
  const cells = notebook.cells.map((cell) =>
    cell.outputs ? { ...cell, outputs: cell.outputs.map(baked) } : cell,
  );
  return withoutUnusedWidgets({ ...notebook, cells });
}
