/** Kernelspecs and views in other places, which Jupyter takes instead of those that are looked at. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kernelspecOf, labextensionOf, viewsName } from "../install/install.js";
import { copiedVersion, ownVersion } from "../install/kernelCopy.js";
import { jupyterDataDirs, placeOf } from "../install/places.js";
import { ownCommand } from "../ownCommand.js";
import { type Finding, fault, note, ok, type Patient } from "./finding.js";

/** System-wide folders come last on everybody's path and hide nothing. */
const isSystem = (dir: string) => /^\/usr(\/local)?\/share\/jupyter$/.test(dir);

export function checkHiding({ dataDir }: Patient): Finding {
  const name = "other places";
  const others = jupyterDataDirs().filter((dir) => dir !== dataDir && !isSystem(dir));
  const hiding = others.flatMap((other) => [
    ...(existsSync(join(kernelspecOf(other), "kernel.json"))
      ? [{ what: "a kernelspec", other, dir: kernelspecOf(other), version: copiedVersion(other) }]
      : []),
    ...(existsSync(join(labextensionOf(other, viewsName), "package.json"))
      ? [{ what: "views", other, dir: labextensionOf(other, viewsName), version: viewsVersion(other) }]
      : []),
  ]);
  const bad = hiding.find(({ version }) => version !== ownVersion);
  if (bad) {
    const which = bad.version === undefined ? "of unknown origin" : `of version ${bad.version}`;
    const found = `${bad.what} ${which} in ${bad.dir} may be taken instead`;
    // What may be somebody else's is not deleted.
    if (bad.version === undefined)
      return fault(name, found, "Put it aside", ["mv", bad.dir, `${bad.dir}.aside`]);
    const isUsers = bad.other === placeOf({ user: true }).dataDir;
    const command = isUsers ? ownCommand("uninstall", "--user") : ["rm", "-r", bad.dir];
    return fault(name, found, "Remove it", command);
  }
  if (hiding.length > 0) return note(name, `Peel of the same version is also in ${hiding[0].other}`);
  return ok(name, "nothing of Peel that could be taken instead");
}

function viewsVersion(dataDir: string): string | undefined {
  try {
    return JSON.parse(readFileSync(join(labextensionOf(dataDir, viewsName), "package.json"), "utf8")).version;
  } catch {
    return undefined;
  }
}
