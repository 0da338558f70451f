/** What JupyterLab needs to show our views, and JupyterLab itself. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { widgetManagerDir } from "@vision-peel/lab";
import { foreignManager, labextensionOf, managerName, viewsDir, viewsName } from "../install/install.js";
import { outputOf } from "../outputOf.js";
import { type Finding, fault, installAgain, note, ok, type Patient } from "./finding.js";

export function checkViews(patient: Patient): Finding {
  return checkLabextension("views", labextensionOf(patient.dataDir, viewsName), viewsDir, patient);
}

/** Without it, no widget of any kind is shown. */
export function checkManager(patient: Patient): Finding {
  const name = "widget manager";
  const foreign = foreignManager(patient.dataDir);
  if (!foreign)
    return checkLabextension(name, labextensionOf(patient.dataDir, managerName), widgetManagerDir, patient);
  const version = versionIn(foreign);
  if (Number.parseInt(version ?? "", 10) >= 5) return ok(name, `${version}, in ${foreign}`);
  const update = ["pip", "install", "--upgrade", "ipywidgets"];
  return fault(
    name,
    `${version} in ${foreign} is too old for live views`,
    "Bring ipywidgets to version 8",
    update,
  );
}

/** JupyterLab on the PATH. `peel lab` brings its own. */
export function checkJupyterLab(): Finding {
  const name = "JupyterLab";
  const version = outputOf("jupyter-lab", "--version");
  if (version === undefined) return note(name, "there is none on the PATH; peel lab needs none");
  if (Number.parseInt(version, 10) >= 4) return ok(name, version);
  const update = ["pip", "install", "--upgrade", "jupyterlab"];
  return fault(name, `${version} is too old for the views`, "Bring it to version 4 or newer", update);
}

export function checkOwnLab(bundleDir: string): Finding {
  const name = "peel lab";
  const place = join(bundleDir, "bundle.json");
  if (!existsSync(place))
    return fault(
      name,
      `its JupyterLab is missing in ${bundleDir}`,
      "Install peel again, or in a clone: npm run build.",
    );
  return ok(
    name,
    `JupyterLab ${JSON.parse(readFileSync(place, "utf8")).jupyterlabVersion}, views ${versionIn(viewsDir)}`,
  );
}

function checkLabextension(name: string, dir: string, builtDir: string, patient: Patient): Finding {
  const again = installAgain(patient);
  if (!existsSync(join(dir, "package.json"))) return fault(name, `nothing in ${dir}`, "Install", again);
  const [version, expected] = [versionIn(dir), versionIn(builtDir)];
  if (version === undefined)
    return fault(name, `${join(dir, "package.json")} is broken`, "Install again", again);
  if (version !== expected)
    return fault(name, `of version ${version}, not ${expected}`, "Install again", again);
  const damaged = filesOf(builtDir).filter(
    (path) => hashOf(join(dir, path)) !== hashOf(join(builtDir, path)),
  );
  if (damaged.length > 0) return fault(name, `missing or changed: ${damaged[0]}`, "Install again", again);
  return ok(name, `${version}, in ${dir}`);
}

function versionIn(dir: string): string | undefined {
  try {
    return JSON.parse(readFileSync(join(dir, "package.json"), "utf8")).version;
  } catch {
    return undefined;
  }
}

function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
}

function hashOf(path: string): string | undefined {
  return existsSync(path) ? createHash("sha1").update(readFileSync(path)).digest("hex") : undefined;
}
