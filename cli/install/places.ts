/** Where Jupyter looks for kernels and extensions: https://docs.jupyter.org/en/latest/use/jupyter-directories.html */
import { execFileSync } from "node:child_process";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { LabError } from "@vision-peel/lab";

/** A place to install into. */
export interface Place {
  /** the folder of Jupyter's that holds `kernels` and `labextensions` */
  dataDir: string;
  /** how a person names it on the command line */
  flags: string[];
  /** the Python environment that it belongs to, if it is one's */
  prefix?: string;
}

/** The options of every verb that works on a place, for `parseArgs`. */
export const placeOptions = {
  user: { type: "boolean", default: false },
  "sys-prefix": { type: "boolean", default: false },
  prefix: { type: "string" },
} as const;

/** What `parseArgs` makes of {@link placeOptions}. */
export interface PlaceValues {
  user?: boolean;
  "sys-prefix"?: boolean;
  prefix?: string;
}

/**
 * The place that the options name; with none of them, the user's own.
 *
 * @throws {LabError} for two at once, or where there is no Python environment to find
 * @example placeOf({ prefix: "/opt/venv" }).dataDir // "/opt/venv/share/jupyter"
 */
export function placeOf(values: PlaceValues): Place {
  const { user, "sys-prefix": sysPrefix, prefix } = values;
  if ([user, sysPrefix, prefix !== undefined].filter(Boolean).length > 1) {
    throw new LabError("--user, --sys-prefix and --prefix exclude each other.", "Give one of them.");
  }
  if (prefix === "") throw new LabError("--prefix is empty.", "Write --prefix DIR.");
  if (prefix !== undefined) return ofPrefix(resolve(prefix), ["--prefix", resolve(prefix)]);
  if (sysPrefix) return ofPrefix(environmentPrefix(), ["--sys-prefix"]);
  return { dataDir: userDataDir(), flags: ["--user"] };
}

/** Every folder where a JupyterLab of this user looks, the first one first. */
export function jupyterDataDirs(): string[] {
  const environments = [process.env.VIRTUAL_ENV, process.env.CONDA_PREFIX].filter((dir) => dir !== undefined);
  const named = (process.env.JUPYTER_PATH ?? "").split(delimiter).filter(Boolean);
  const system = process.platform === "win32" ? [] : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  return [...named, userDataDir(), ...environments.map((dir) => join(dir, "share", "jupyter")), ...system];
}

/** Every folder where a JupyterLab that uses the place looks for its configuration; what the last one says counts. */
export function jupyterConfigDirs({ prefix }: Place): { dir: string; level: string }[] {
  const { JUPYTER_CONFIG_DIR, JUPYTER_CONFIG_PATH = "", VIRTUAL_ENV, CONDA_PREFIX } = process.env;
  const system = process.platform === "win32" ? [] : ["/etc/jupyter", "/usr/local/etc/jupyter"];
  const environments = prefix ? [prefix] : [CONDA_PREFIX, VIRTUAL_ENV].filter((dir) => dir !== undefined);
  const named = JUPYTER_CONFIG_PATH.split(delimiter).filter(Boolean).reverse();
  return [
    ...system.map((dir) => ({ dir, level: "system" })),
    ...environments.map((dir) => ({ dir: join(dir, "etc", "jupyter"), level: "sys_prefix" })),
    { dir: JUPYTER_CONFIG_DIR || join(homedir(), ".jupyter"), level: "user" },
    ...named.map((dir) => ({ dir, level: "user" })),
  ];
}

function ofPrefix(prefix: string, flags: string[]): Place {
  return { dataDir: join(prefix, "share", "jupyter"), flags, prefix };
}

function userDataDir(): string {
  const { JUPYTER_DATA_DIR, XDG_DATA_HOME, APPDATA } = process.env;
  if (JUPYTER_DATA_DIR) return resolve(JUPYTER_DATA_DIR);
  if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
  if (process.platform === "win32" && APPDATA) return join(APPDATA, "jupyter");
  return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
}

/** The prefix of the Python environment in use, as Python itself names it. */
function environmentPrefix(): string {
  const { VIRTUAL_ENV, CONDA_PREFIX } = process.env;
  const active = VIRTUAL_ENV || CONDA_PREFIX;
  if (active) return resolve(active);
  for (const python of ["python3", "python"]) {
    try {
      return execFileSync(python, ["-c", "import sys; print(sys.prefix)"], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim();
    } catch {
      // The next name.
    }
  }
  throw new LabError(
    "--sys-prefix needs a Python environment, and there is no python on the PATH.",
    "Activate the environment of your JupyterLab, or say --prefix DIR.",
  );
}
