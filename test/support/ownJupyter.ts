/** A JupyterLab of the user's own: the one in PEEL_JUPYTER (a folder with jupyter-lab in it), else on the PATH. */
import { execFileSync } from "node:child_process";
import { delimiter } from "node:path";

/** The PATH that has it first; undefined where there is none. */
export function ownJupyterPath(): string | undefined {
  const { PEEL_JUPYTER, PATH = "" } = process.env;
  const path = PEEL_JUPYTER ? `${PEEL_JUPYTER}${delimiter}${PATH}` : PATH;
  try {
    execFileSync("jupyter-lab", ["--version"], { env: { ...process.env, PATH: path }, stdio: "ignore" });
    return path;
  } catch {
    return undefined;
  }
}
