/** A Jupyter prefix for one run of `peel lab`: it is made anew, so that nothing is in it but what Peel has put there. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { installKernelspec } from "@vision-peel/kernel/install";
import { isRunning, LabError, widgetManagerDir } from "@vision-peel/lab";
import { labextensionOf, managerName, ownViews, viewsDir, viewsName } from "../install/install.js";
import { explainWriting } from "../install/writeErrors.js";

export interface RunPrefix {
  dir: string;
  /** Removes it. */
  remove(): void;
}

/** Two machines may share a home, and a process is known on its own machine only. */
const stem = `run-${hostname().replace(/[^\w-]/g, "_")}-`;

/**
 * Writes the kernelspec, and links the views: kernel and views run from where they lie.
 *
 * @param withManager adds Jupyter's widget manager, for a JupyterLab that has none
 * @throws {LabError} when the folder cannot be written or the views are not built
 */
export function makeRunPrefix(stateDir: string, withManager = false): RunPrefix {
  return explainWriting(stateDir, () => {
    sweep(stateDir);
    const dir = mkdtempSync(join(stateDir, `${stem}${process.pid}-`));
    const dataDir = join(dir, "share", "jupyter");
    installKernelspec({ dataDir, preload: [ownViews] });
    link(viewsDir, labextensionOf(dataDir, viewsName));
    if (withManager) link(widgetManagerDir, labextensionOf(dataDir, managerName));
    return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
  });
}

function link(builtDir: string, place: string): void {
  if (readdirIfThere(builtDir).length === 0)
    throw new LabError(`There is no built labextension in ${builtDir}.`, "Run npm run build.");
  mkdirSync(dirname(place), { recursive: true });
  // On Windows a junction needs no special rights; elsewhere the type means nothing.
  symlinkSync(builtDir, place, "junction");
}

/** Removes what a run on this machine that was killed has left. */
function sweep(stateDir: string): void {
  for (const name of readdirIfThere(stateDir)) {
    const pid = name.startsWith(stem) ? Number.parseInt(name.slice(stem.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    rmSync(join(stateDir, name), { recursive: true, force: true });
  }
}

function readdirIfThere(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}
