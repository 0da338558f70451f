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
type Child = { [displaySymbol](): MimeBundle | Promise<MimeBundle> };

/** Called once, when the package is loaded in a kernel. */
export function describeBoxes(): void {
  for (const name of BOXES) describeModel(`${name}Model`, (box: Box) => describeBox(name, box));
}

async function describeBox(name: string, box: Box): Promise<MimeBundle> {
  const children = (box.get("children") ?? []) as readonly Child[];
  const outputs = await Promise.all(children.map(async (child) => child[displaySymbol]()));
  // Nothing of ours in it: Jupyter's own state is all that there is.
  if (!outputs.some((output) => storedMime in output)) return {};
  const kept = outputs.map(
    (output) =>
      Object.fromEntries(
        KEPT.filter((mime) => mime in output).map((mime) => [mime, output[mime]]),
      ) as BoxChild,
  );
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
