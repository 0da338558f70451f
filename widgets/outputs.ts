/** The labextension's renderers: what JupyterLab shows without asking a widget manager. */
import { figureRenderer } from "./figure/page/mimeRenderer.js";
import { viewRenderer } from "./shared/page/hosts/stored/renderer.js";

export default [viewRenderer, figureRenderer];
