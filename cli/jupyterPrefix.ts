import { installKernelspec } from "@vision-peel/kernel/install";
import { installLabextension } from "@vision-peel/lab";
import { preload, viewsDir } from "./install/install.js";
import { makeFolder } from "./install/makeFolder.js";
import { explainWriting } from "./install/writeErrors.js";

/**
 * Puts the kernel and the views where the server of that prefix finds them; the kernel runs from where it lies.
 *
 * @returns the two folders that were written
 * @throws {LabError} when the prefix cannot be written or the views are not built
 */
export function fillPrefix(prefixDir: string): { kernelspecDir: string; labextensionDir: string } {
  return explainWriting(prefixDir, () => {
    makeFolder(prefixDir);
    return {
      kernelspecDir: installKernelspec({ prefixDir, preload }),
      labextensionDir: installLabextension({ builtDir: viewsDir, prefixDir }),
    };
  });
}
