/**
 * Builds the widget manager of JupyterLab as a labextension into `lab/widgetManager/`, for those whose own
 * JupyterLab has none: on npm it is only a library, in pip it comes with ipywidgets.
 */
import { execFileSync } from "node:child_process";
import { cpSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const folderOf = (name) => dirname(require.resolve(`${name}/package.json`));

const outputDir = fileURLToPath(new URL("../widgetManager", import.meta.url));
// Beside it, so that the manager's packages are found from there.
const workDir = `${outputDir}.unfinished`;

rmSync(workDir, { recursive: true, force: true });
cpSync(folderOf("@jupyter-widgets/jupyterlab-manager"), workDir, { recursive: true });
const builder = join(folderOf("@jupyter/builder"), "lib/build-labextension.js");
const core = join(folderOf("@jupyterlab/core-meta"), "core.package.json");
execFileSync(process.execPath, [builder, "--core-package-file", core, workDir], { stdio: "inherit" });
rmSync(outputDir, { recursive: true, force: true });
renameSync(join(workDir, "labextension"), outputDir);
cpSync(join(workDir, "LICENSE"), join(outputDir, "LICENSE"));
rmSync(workDir, { recursive: true, force: true });
