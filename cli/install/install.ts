/** Kernel, views and, where it is missing, the widget manager: into a data folder of Jupyter's, and out again. */
import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installKernelspec } from "@vision-peel/kernel/install";
import { installLabextension, widgetManagerDir } from "@vision-peel/lab";
import { UnwritableError } from "vision-peel";
import { entryAt } from "./entryAt.js";
import { copiedViews, copyKernel, kernelDirOf, kernelPackageOf } from "./kernelCopy.js";
import { makeFolder } from "./makeFolder.js";
import { isOurCopy, isOurKernelspec } from "./ownership.js";
import { jupyterDataDirs } from "./places.js";

/** What the kernel loads before the first cell: it gives values of the library their live views. */
export const preload = ["@vision-peel/widgets"];
/** The same by its place: a kernel starts when a notebook is opened, and must run nothing of the notebook's folder. */
export const ownViews = fileURLToPath(import.meta.resolve("@vision-peel/widgets"));

export const viewsName = "@vision-peel/widgets";
export const managerName = "@jupyter-widgets/jupyterlab-manager";

export const viewsDir = join(
  dirname(fileURLToPath(import.meta.resolve(`${viewsName}/package.json`))),
  "labextension",
);

export const kernelspecOf = (dataDir: string): string => join(dataDir, "kernels", "peel");
export const labextensionOf = (dataDir: string, name: string): string =>
  join(dataDir, "labextensions", ...name.split("/"));

export interface Installed {
  kernelspecDir: string;
  kernelDir: string;
  viewsDir: string;
  /** undefined where JupyterLab has one of its own */
  managerDir?: string;
}

/**
 * Installs everything; what is there already is brought up to date.
 *
 * @throws UnwritableError where somebody else's folder stands in the way
 */
export function installInto(dataDir: string): Installed {
  makeFolder(dataDir);
  const foreign = foreignIn(dataDir);
  if (foreign.length > 0) throw standsInTheWay(foreign[0]);
  const scope = dirname(labextensionOf(dataDir, viewsName));
  for (const dir of [kernelspecOf(dataDir), kernelDirOf(dataDir), scope, labextensionOf(dataDir, viewsName)])
    removeUnlessFolder(dir);
  const kernelDir = copyKernel(dataDir);
  const kernelspecDir = installKernelspec({
    dataDir,
    preload: [copiedViews(dataDir)],
    packageDir: kernelPackageOf(dataDir),
  });
  const views = installLabextension({ builtDir: viewsDir, dataDir });
  // A newer one of pip's must not be hidden by ours.
  const managerDir = foreignManager(dataDir)
    ? undefined
    : installLabextension({ builtDir: widgetManagerDir, dataDir });
  return { kernelspecDir, kernelDir, viewsDir: views, managerDir };
}

/** The widget manager that somebody else installed where this user's JupyterLab finds it. */
export function foreignManager(dataDir: string): string | undefined {
  return [dataDir, ...jupyterDataDirs()]
    .map((dir) => labextensionOf(dir, managerName))
    .find((dir) => existsSync(join(dir, "package.json")) && !isOurs(dir));
}

/** Folders of our names that somebody else has put there. */
export const foreignIn = (dataDir: string): string[] => [
  ...(isOurKernelspec(kernelspecOf(dataDir), dataDir) ? [] : [kernelspecOf(dataDir)]),
  ...(isOurCopy(dataDir) ? [] : [kernelDirOf(dataDir)]),
];

/** Removes what {@link installInto} writes, and the folders that are empty then. Returns what was removed. */
export function uninstallFrom(dataDir: string): string[] {
  const manager = labextensionOf(dataDir, managerName);
  const foreign = foreignIn(dataDir);
  const ours = [
    ...[kernelspecOf(dataDir), kernelDirOf(dataDir)].filter((dir) => !foreign.includes(dir)),
    labextensionOf(dataDir, viewsName),
    ...(isOurs(manager) ? [manager] : []),
  ];
  // Also what is only a link, and leads nowhere.
  const found = ours.filter(entryAt);
  for (const dir of found) {
    rmSync(dir, { recursive: true, force: true });
    removeEmpty(dirname(dir), dirname(dirname(dataDir)));
  }
  return found;
}

function standsInTheWay(dir: string): UnwritableError {
  return new UnwritableError({
    argument: dir,
    expected: "free, or an installation of Peel",
    got: "somebody else's folder",
    remedy: "put it aside, or install elsewhere with --prefix",
  });
}

/** A link, even one that leads nowhere, or a file: nothing could be written where a folder of ours goes. */
function removeUnlessFolder(path: string): void {
  const found = entryAt(path);
  if (found && !found.isDirectory()) rmSync(path);
}

/** JupyterLab asks every extension who put it there. */
function isOurs(dir: string): boolean {
  try {
    return JSON.parse(readFileSync(join(dir, "install.json"), "utf8")).packageManager === "npm";
  } catch {
    return false;
  }
}

/** `share/jupyter` and what is in it, as far as nothing is in it; never the prefix itself. */
function removeEmpty(dir: string, end: string): void {
  for (let at = dir; at.startsWith(end) && at !== end; at = dirname(at)) {
    if (readdirSync(at).length > 0) return;
    rmdirSync(at);
  }
}
