import { fileURLToPath } from "node:url";

/** The built labextension of Jupyter's widget manager, for a JupyterLab that has none. */
export const widgetManagerDir: string = fileURLToPath(new URL("../widgetManager", import.meta.url));
