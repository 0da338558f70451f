/**
 * The project's own packages come with the kernel: a notebook in a folder without node_modules
 * finds them, and their types, beside it. A copy that the folder has of its own goes first.
 */
import { fileURLToPath } from "node:url";
import type tsTypes from "typescript";
import { ts } from "./typescript.js";

const here = fileURLToPath(import.meta.url);

export const isOwnPackage = (specifier: string): boolean =>
  /^(vision-peel|@vision-peel)(\/|$)/.test(specifier);

/** Resolves the types of modules as TypeScript does, and those of own packages from here where that fails. */
export function resolveWithOwnPackages(
  host: tsTypes.ModuleResolutionHost,
  folder: string,
): NonNullable<tsTypes.CompilerHost["resolveModuleNameLiterals"]> {
  // What installed packages import does not change while the kernel runs; what cells import may.
  let settled: tsTypes.ModuleResolutionCache | undefined;

  return (literals, containingFile, redirected, options) => {
    settled ??= ts.createModuleResolutionCache(folder, (name) => name, options);
    const cache = containingFile.includes("/node_modules/") ? settled : undefined;
    return literals.map(({ text }) => {
      const found = ts.resolveModuleName(text, containingFile, options, host, cache, redirected);
      return found.resolvedModule || !isOwnPackage(text)
        ? found
        : ts.resolveModuleName(text, here, options, host);
    });
  };
}
