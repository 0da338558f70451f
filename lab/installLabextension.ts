import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LabError } from "./errors.js";

export interface LabextensionOptions {
  /** what @jupyter/builder wrote */
  builtDir: string;
}

/**
 * Copies a prebuilt labextension to where every JupyterLab of that prefix finds it
 * (`share/jupyter/labextensions/NAME`), or into a data folder of Jupyter's, and returns the folder.
 *
 * @throws {LabError} when there is no built extension
 * @example
 * installLabextension({ builtDir: "widgets/labextension", prefixDir: "/opt/peel" });
 */
export function installLabextension(
  options: LabextensionOptions & ({ prefixDir: string } | { dataDir: string }),
): string {
  const { builtDir } = options;
  const dataDir = "dataDir" in options ? options.dataDir : join(options.prefixDir, "share", "jupyter");
  const description = join(builtDir, "package.json");
  const { name, jupyterlab } = existsSync(description) ? JSON.parse(readFileSync(description, "utf8")) : {};
  if (!jupyterlab?._build) {
    throw new LabError(`There is no built labextension in ${builtDir}.`, "Run npm run build.");
  }
  const target = join(dataDir, "labextensions", ...name.split("/"));
  const unfinished = `${target}.${process.pid}.unfinished`;
  mkdirSync(dirname(target), { recursive: true });
  cpSync(builtDir, unfinished, { recursive: true });
  // JupyterLab shows in its extension list who put an extension there and how to remove it:
  // https://jupyterlab.readthedocs.io/en/stable/extension/extension_dev.html#distributing-a-prebuilt-extension
  const install = {
    packageManager: "npm",
    packageName: name,
    uninstallInstructions: `Remove the folder ${target}.`,
  };
  writeFileSync(join(unfinished, "install.json"), `${JSON.stringify(install, null, 2)}\n`);
  rmSync(target, { recursive: true, force: true });
  renameSync(unfinished, target);
  return target;
}
