import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** What JupyterLab says of itself: its extensions, the versions it shares, what must exist only once. */
export const core = readJson(require.resolve("@jupyterlab/core-meta/core.package.json"));

/** Extensions beside JupyterLab's own: the widget manager, so that widgets need no second installation. */
const additional = ["@jupyter-widgets/jupyterlab-manager"];

/**
 * The extensions that go into the application: those of JupyterLab's own list that `lab/package.json` names.
 * Left out on purpose: debugger, terminal, lsp, hub, extension and plugin manager (they ask for what our
 * server does not have, or for the network) and viewers that Peel does not need.
 *
 * @returns {{ plugins: Extension[], mimeRenderers: Extension[] }}
 * @typedef {{ name: string, module: string }} Extension
 */
export function chosenExtensions() {
  const { devDependencies } = readJson(new URL("../package.json", import.meta.url));
  const plugins = [];
  const mimeRenderers = [];
  const candidates = { ...core.jupyterlab.extensions, ...core.jupyterlab.mimeExtensions };
  for (const name of [...Object.keys(candidates), ...additional]) {
    if (!(name in devDependencies)) continue;
    const { jupyterlab } = packageOf(name);
    for (const [list, entry] of [
      [plugins, jupyterlab.extension],
      [mimeRenderers, jupyterlab.mimeExtension],
    ]) {
      if (entry) list.push({ name, module: entry === true ? name : `${name}/${entry}` });
    }
  }
  return { plugins, mimeRenderers };
}

/** The package.json of an installed package, undefined when it is not installed. */
export function packageOf(name) {
  try {
    return readJson(require.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}
