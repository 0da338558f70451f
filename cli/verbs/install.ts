import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { LabError } from "@vision-peel/lab";
import { fillPrefix } from "../jupyterPrefix.js";

export const usage = `
Usage: peel install --prefix DIR

Installs the TypeScript kernel and the live views for a JupyterLab of your own (4 or newer):
under DIR/share/jupyter, where DIR is its prefix, as a Python environment's folder.

Example: peel install --prefix ~/my-venv
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { prefix: { type: "string" } } });
  if (!values.prefix) {
    throw new LabError("peel install needs to know where.", "Write peel install --prefix DIR.");
  }
  const { kernelspecDir, labextensionDir } = fillPrefix(resolve(values.prefix));
  process.stderr.write(
    `Installed the kernel in ${kernelspecDir}\n      and the views in ${labextensionDir}\n`,
  );
}
