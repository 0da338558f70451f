import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { kernelspecOf, labextensionOf, viewsName } from "../install/install.js";
import { kernelDirOf } from "../install/kernelCopy.js";
import type { Place } from "../install/places.js";
import { type Finding, note } from "./finding.js";
import { checkKernel, checkKernelFiles, checkKernelspec, checkNode } from "./kernelChecks.js";
import { checkJupyterLab, checkManager, checkOwnLab, checkViews } from "./labChecks.js";
import { checkChromium, checkExecutionProviders, checkLoopback, checkWritable } from "./machineChecks.js";

const bundleDir = join(
  dirname(fileURLToPath(import.meta.resolve("@vision-peel/lab/package.json"))),
  "bundle",
);

/**
 * Looks at everything.
 *
 * @param isNamed somebody asked for this place, so that nothing there is a fault, too
 */
export async function examine(place: Place, isNamed: boolean): Promise<Finding[]> {
  const { dataDir } = place;
  const traces = [kernelspecOf(dataDir), kernelDirOf(dataDir), labextensionOf(dataDir, viewsName)];
  const isInstalled = isNamed || traces.some((dir) => existsSync(dir));
  const patient = { ...place, isInstalled };
  const installation = isInstalled
    ? [checkWritable, checkKernelspec, checkKernelFiles, checkViews, checkManager].map((check) =>
        check(patient),
      )
    : [
        note(
          "installation",
          `none in ${dataDir}; peel lab needs none, another JupyterLab needs peel install`,
        ),
      ];
  return [
    checkNode(),
    ...installation,
    await checkKernel(patient),
    checkJupyterLab(),
    checkOwnLab(bundleDir),
    checkChromium(),
    checkExecutionProviders(),
    await checkLoopback(),
  ];
}
