/**
 * Brings Jupyter's widgets of a baked page to life, those that hold our views among them. Nobody answers them:
 * sliders move, links in the page go on working, handlers of the kernel do not run.
 */
import { HTMLManager } from "@jupyter-widgets/html-manager/lib/htmlmanager.js";
import { element } from "../../element.js";
import { loadAnywidget } from "../anywidget.js";
import { exportsOfModule } from "../jupyterShell.js";

/** Modules of widgets that a page brings along beside Jupyter's own. */
const modules: Readonly<Record<string, () => unknown>> = {
  "@vision-peel/widgets": () => exportsOfModule,
  anywidget: loadAnywidget,
};

async function loadModule(name: string): Promise<unknown> {
  const load = modules[name];
  if (!load) throw new Error(`A baked page has no widgets of ${name}.`);
  return await load();
}

/** Shows every widget that the page has saved, each in the place that is marked with its id. */
export async function showBakedWidgets(): Promise<void> {
  const saved = document.querySelector("script[data-peel-widgets]")?.textContent;
  if (!saved) return;
  const manager = new HTMLManager({ loader: loadModule });
  const models = await manager.set_state(JSON.parse(saved));
  for (const place of document.querySelectorAll<HTMLElement>("[data-peel-widget]")) {
    try {
      const model = models.find(({ model_id }) => model_id === place.dataset.peelWidget);
      if (!model) throw new Error("This widget was not saved with the notebook: run it again.");
      const el = element("div");
      place.append(el);
      await manager.display_view(manager.create_view(model), el);
      place.querySelector(":scope > :not(div)")?.remove();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      place.append(element("p", { role: "alert" }, reason));
    }
  }
}
