/** Boxes of views in saved notebooks: each child as its own output would store it, so that they explore without state. */
import { describeModel, displaySymbol, type MimeBundle } from "@vision-peel/kernel/widgets";
import { plotlyMime } from "../figure/state.js";
import { storedFormat, storedMime } from "../shared/stored/format.js";
import { type BoxChild, boxModule } from "./state.js";

const widgetViewMime = "application/vnd.jupyter.widget-view+json";
/** What of a child's output is kept. */
const KEPT = ["text/plain", storedMime, plotlyMime, widgetViewMime];
const BOXES = ["Box", "VBox", "HBox", "GridBox", "Tab", "Accordion", "Stack"];

interface Box {
  get(key: string): unknown;
}
type Child = Box & { [displaySymbol](): MimeBundle | Promise<MimeBundle> };

/** Called once, when the package is loaded in a kernel. */
export function describeBoxes(): void {
  for (const name of BOXES) describeModel(`${name}Model`, (box: Box) => describeBox(name, box));
}

async function describeBox(name: string, box: Box): Promise<MimeBundle> {
  const children = (box.get("children") ?? []) as readonly Child[];
  const outputs = await Promise.all(children.map(async (child) => child[displaySymbol]()));
  // Nothing of ours in it: Jupyter's own state is all that there is.
  if (!outputs.some((output) => storedMime in output)) return {};
  const kept = outputs.map((output, i): BoxChild => {
    const parts = KEPT.filter((mime) => mime in output).map((mime) => [mime, output[mime]]);
    const words = storedMime in output ? {} : { "text/plain": wordsOf(children[i]) };
    return { ...Object.fromEntries(parts), ...words };
  });
  const still = outputs.find((output) => "image/png" in output);
  return {
    "text/plain": `${name}: ${outputs.map((output) => output["text/plain"]).join("; ")}`,
    ...(still && { "image/png": still["image/png"] }),
    [storedMime]: {
      format: storedFormat,
      view: boxModule.viewName,
      version: boxModule.version,
      state: { direction: name === "HBox" ? "row" : "column", children: kept },
      planes: {},
    },
  };
}

/** What a slider, a text or a choice says: its description and value, else what kind of widget it is. */
function wordsOf(child: Child): string {
  const [description, value] = ["description", "value"].map((key) => {
    const said = child.get(key);
    return typeof said === "string" || typeof said === "number" || typeof said === "boolean"
      ? String(said)
      : "";
  });
  const name = String(child.get("_model_name") ?? "widget").replace(/Model$/, "");
  return [description, value].filter(Boolean).join(": ") || name;
}
