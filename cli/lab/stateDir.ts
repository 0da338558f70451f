/**
 * Where `peel lab` keeps what it believes: settings, workspaces and trust in notebooks. Never in the folder that is
 * served, which may come from anywhere: a folder could then bring along extensions, kernels and trust of its own.
 */
import { accessSync, constants, existsSync, mkdtempSync, readFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFolder } from "../install/makeFolder.js";

export interface StateDir {
  dir: string;
  /** it is empty, and goes with the server: no other place could be written */
  isTemporary: boolean;
}

interface Surroundings {
  /** the folder of this package */
  packageDir: string;
  env: Record<string, string | undefined>;
  home: string;
  platform: NodeJS.Platform;
}

const here = (): Surroundings => ({
  packageDir: dirname(fileURLToPath(new URL("../../package.json", import.meta.url))),
  env: process.env,
  home: homedir(),
  platform: process.platform,
});

/**
 * The first place that can be written: the one that PEEL_STATE_DIR names, the clone that Peel runs from, the user's
 * own; else a temporary one.
 *
 * @example findStateDir() // { dir: "/home/me/.local/state/peel", isTemporary: false }
 */
export function findStateDir(surroundings: Surroundings = here()): StateDir {
  const dir = placesFor(surroundings).find(canBeUsed);
  if (dir !== undefined) return { dir, isTemporary: false };
  return { dir: mkdtempSync(join(tmpdir(), "peel-state-")), isTemporary: true };
}

function placesFor({ packageDir, env, home, platform }: Surroundings): string[] {
  // A relative one would lie in the folder that is served.
  if (env.PEEL_STATE_DIR && isAbsolute(env.PEEL_STATE_DIR)) return [env.PEEL_STATE_DIR];
  const clone = dirname(packageDir);
  const inClone = isClone(packageDir, clone) ? [join(clone, ".peel")] : [];
  return [...inClone, userStateDir({ env, home, platform })];
}

/** In a clone, the packages lie beside each other; an installed one lies in `node_modules`. */
function isClone(packageDir: string, clone: string): boolean {
  if (basename(packageDir) !== "cli" || !existsSync(join(clone, "package.json"))) return false;
  const { name, workspaces } = JSON.parse(readFileSync(join(clone, "package.json"), "utf8"));
  return name === "peel" && Array.isArray(workspaces);
}

/** https://specifications.freedesktop.org/basedir-spec/latest/: a relative path is to be ignored. */
function userStateDir({ env, home, platform }: Omit<Surroundings, "packageDir">): string {
  if (platform === "darwin") return join(home, "Library", "Application Support", "peel");
  if (platform === "win32") return join(env.LOCALAPPDATA || join(home, "AppData", "Local"), "peel");
  const { XDG_STATE_HOME: state = "" } = env;
  return join(isAbsolute(state) ? state : join(home, ".local", "state"), "peel");
}

/** Makes the folder, for its owner alone. */
function canBeUsed(dir: string): boolean {
  try {
    makeFolder(dir, 0o700);
    accessSync(dir, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
