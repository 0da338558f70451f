/** What may be asked of npm, so that nothing that a cell passes on is taken for one of npm's switches. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { InstallError } from "./installError.js";

/** `mathjs`, `@scope/name`, `mathjs@^14`, `mathjs@latest`, `alias@npm:mathjs@14` */
const registered = /^(@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*(@[^@\s-][^\0\r\n]*)?$/i;
/** Where a package can be fetched as a whole. */
const fetched = /^(https?:\/\/|git\+(https|ssh|file):\/\/|github:|gitlab:|bitbucket:)[^\s-]\S*$/;
const local = /^(file:|\.{0,2}\/|\.{1,2}$|[a-z]:[\\/])/i;

/**
 * Checks what is to be installed; paths become absolute.
 *
 * @throws InstallError for what is no package, or a path where nothing is
 */
export function checkSpecs(specs: readonly unknown[], folder: string): string[] {
  if (specs.length === 0) {
    throw new InstallError("install needs at least one package", 'Write install("mathjs").', "EINVALID");
  }
  return specs.map((spec) => checkSpec(spec, folder));
}

function checkSpec(spec: unknown, folder: string): string {
  if (typeof spec !== "string") {
    const got = spec === null ? "null" : typeof spec;
    throw new InstallError(
      `install takes names of packages, but got ${got}`,
      'Write each as text: install("mathjs", "d3@7").',
      "EINVALID",
    );
  }
  if (local.test(spec)) return checkPath(spec, folder);
  if (registered.test(spec) || fetched.test(spec)) return spec;
  throw new InstallError(
    `install takes names of packages, but got ${JSON.stringify(spec)}`,
    'Write a name such as "mathjs", "mathjs@14" or "@scope/name", a path such as "./pack.tgz", an https address or "github:owner/name".',
    "EINVALID",
  );
}

function checkPath(spec: string, folder: string): string {
  const path = resolve(folder, spec.replace(/^file:(\/\/(?=\/))?/, ""));
  if (existsSync(path)) return path;
  throw new InstallError(
    `There is nothing to install at ${path}`,
    "Write the path of a package's folder or .tgz file as it is seen from the notebook's folder.",
    "ENOENT",
  );
}
