import { parseArgs } from "node:util";
import { installInto } from "../install/install.js";
import { placeOf, placeOptions } from "../install/places.js";
import { explainWriting } from "../install/writeErrors.js";
import { ownCommand, shellText } from "../ownCommand.js";

export const usage = `
Usage: peel install [--user | --sys-prefix | --prefix DIR]

Installs the TypeScript kernel and the live views for a JupyterLab of your own (4 or newer), and Jupyter's
widget manager where it has none. The kernel is copied with all it needs, so that it stays.

  --user         for you, whatever JupyterLab you start (the default)
  --sys-prefix   for the Python environment that is active
  --prefix DIR   for the one in DIR: under DIR/share/jupyter

peel doctor, with the same option, tells whether all of it works; peel uninstall removes it.

Example: peel install --sys-prefix
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: placeOptions });
  const { dataDir, flags } = placeOf(values);
  const { kernelspecDir, kernelDir, viewsDir, managerDir } = explainWriting(dataDir, () =>
    installInto(dataDir),
  );
  const lines = [
    `Installed the kernel in ${kernelspecDir}`,
    `          its files in ${kernelDir}`,
    `             the views in ${viewsDir}`,
    ...(managerDir ? [`    the widget manager in ${managerDir}`] : []),
    `Whether it works, this tells: ${shellText(ownCommand("doctor", ...flags))}`,
  ];
  process.stderr.write(`${lines.join("\n")}\n`);
}
