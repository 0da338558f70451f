import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installKernelspec } from "@vision-peel/kernel/install";
import { installLabextension, LabError } from "@vision-peel/lab";

/** What the kernel loads before the first cell: it gives values of the library their live views. */
const preload = ["@vision-peel/widgets"];

/**
 * Puts the kernel and the views where a JupyterLab of that prefix finds them.
 *
 * @returns the two folders that were written
 * @throws {LabError} when the prefix cannot be written or the views are not built
 */
export function fillPrefix(prefixDir: string): { kernelspecDir: string; labextensionDir: string } {
  const widgetsDir = dirname(fileURLToPath(import.meta.resolve("@vision-peel/widgets/package.json")));
  try {
    return {
      kernelspecDir: installKernelspec({ prefixDir, preload }),
      labextensionDir: installLabextension({ builtDir: join(widgetsDir, "labextension"), prefixDir }),
    };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const what = code && reasons[code];
    if (!what) throw cause;
    throw new LabError(`The folder ${prefixDir} cannot be written: ${what[0]}.`, what[1], { cause });
  }
}

const reasons: Record<string, [string, string]> = {
  EACCES: ["it belongs to someone else", "Choose a folder of your own with --prefix."],
  EPERM: ["it may not be changed", "Choose a folder of your own with --prefix."],
  EROFS: ["its file system is read-only", "Choose a folder that can be written."],
  ENOSPC: ["the disk is full", "Free some space and try again."],
  ENOTDIR: ["a part of its path is a file", "Choose a path whose parts are folders."],
  EEXIST: ["a part of its path is a file", "Choose a path whose parts are folders."],
};
