import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { entryAt } from "../install/entryAt.js";
import { kernelspecOf, labextensionOf, viewsName } from "../install/install.js";
import { kernelDirOf } from "../install/kernelCopy.js";
import type { Place } from "../install/places.js";
import { checkEnabled } from "./disabledCheck.js";
import { type Finding, note } from "./finding.js";
import { checkHiding } from "./hidingCheck.js";
import { checkKernel, checkKernelFiles } from "./kernelChecks.js";
import { checkKernelspec } from "./kernelspecCheck.js";
import { checkJupyterLab, checkManager, checkOwnLab, checkViews } from "./labChecks.js";
import { checkChromium, checkDevices, checkLoopback, checkWritable } from "./machineChecks.js";
import { checkNode } from "./node.js";

const bundleDir = join(
  dirname(fileURLToPath(import.meta.resolve("@vision-peel/lab/package.json"))),
  "bundle",
);

const installationChecks = [
  checkWritable,
  checkKernelspec,
  checkKernelFiles,
  checkViews,
  checkManager,
  checkEnabled,
  checkHiding,
];

/**
 * Looks at everything.
 *
 * @param isNamed somebody asked for this place, so that nothing there is a fault, too
 */
export async function examine(place: Place, isNamed: boolean): Promise<Finding[]> {
  const { dataDir } = place;
  const traces = [kernelspecOf(dataDir), kernelDirOf(dataDir), labextensionOf(dataDir, viewsName)];
  const isInstalled = isNamed || traces.some(entryAt);
  const patient = { ...place, isInstalled };
  const installation = isInstalled
    ? installationChecks.map((check) => check(patient))
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
    await checkDevices(),
    await checkLoopback(),
  ];
}
