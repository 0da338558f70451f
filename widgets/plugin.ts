/** The labextension: tells JupyterLab's widget manager where our views are. They load when first needed. */
import { IJupyterWidgetRegistry } from "@jupyter-widgets/base";
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { depthModule } from "./depth/state.js";

const plugin: JupyterFrontEndPlugin<void> = {
  id: "@vision-peel/widgets:plugin",
  description: "Interactive views of decoded depth.",
  autoStart: true,
  requires: [IJupyterWidgetRegistry],
  activate(_app: JupyterFrontEnd, registry: IJupyterWidgetRegistry) {
    registry.registerWidget({
      name: depthModule.module,
      version: depthModule.version,
      exports: async () => (await import("./shared/page/hosts/jupyterShell.js")).exportsOfModule,
    });
    registry.registerWidget({
      name: "anywidget",
      version: "0.11.0",
      exports: async () => (await import("./shared/page/hosts/anywidget.js")).loadAnywidget(),
    });
  },
};

export default plugin;
