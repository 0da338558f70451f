/** The JupyterLab that the user has: which it is, and where it looks. */
import { LabError } from "@vision-peel/lab";
import { outputOf } from "../outputOf.js";

/** Older ones know no kernel subshells and draw our views' theme wrongly. */
const oldest = [4, 2];

/**
 * The version of the JupyterLab on the PATH.
 *
 * @throws {LabError} where there is none, or an older one than 4.2
 * @example jupyterLabVersion() // "4.6.4"
 */
export function jupyterLabVersion(): string {
  const version = outputOf("jupyter-lab", "--version");
  if (version === undefined) {
    throw new LabError(
      "--jupyter needs a JupyterLab, and no jupyter-lab on the PATH runs.",
      "Activate its environment, or leave out --jupyter: peel lab brings a JupyterLab of its own.",
    );
  }
  const [major, minor] = version.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return version;
  throw new LabError(
    `--jupyter needs JupyterLab ${oldest.join(".")} or newer, and the one on the PATH is ${version}.`,
    "Update it (pip install --upgrade jupyterlab), or leave out --jupyter.",
  );
}

/** The data folders in which the Jupyter on the PATH looks for extensions; none where it does not tell. */
export function jupyterLabDataDirs(): string[] {
  try {
    const { data } = JSON.parse(outputOf("jupyter", "--paths", "--json") ?? "{}");
    return Array.isArray(data) ? data : [];
  } catch {
    return [];
  }
}
