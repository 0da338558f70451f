/**
 * The project's own packages come with the kernel: a notebook in a folder without node_modules
 * finds them, and their types, beside it. A copy that the folder has of its own goes first.
 */
import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import type tsTypes from "typescript";
import { ts } from "../typescript.js";

const here = fileURLToPath(import.meta.url);

export const isOwnPackage = (specifier: string): boolean =>
  /^(vision-peel|@vision-peel)(\/|$)/.test(specifier);

/** Resolves one module as TypeScript does, or an own package from beside the kernel. */
export function resolveModule(
  specifier: string,
  from: string,
  options: tsTypes.CompilerOptions,
  host: tsTypes.ModuleResolutionHost,
  cache?: tsTypes.ModuleResolutionCache,
): tsTypes.ResolvedModuleWithFailedLookupLocations {
  const found = ts.resolveModuleName(specifier, from, options, host, cache);
  if (found.resolvedModule || !isOwnPackage(specifier)) return found;
  return ts.resolveModuleName(specifier, here, options, host);
}

/** How a program resolves modules, and in which files it has missed one: those are looked at again. */
export function resolveWithOwnPackages(
  host: tsTypes.ModuleResolutionHost,
  folder: string,
): {
  resolve: NonNullable<tsTypes.CompilerHost["resolveModuleNameLiterals"]>;
  hasUnresolved: (path: string) => boolean;
  /** What package.json files say; without it every file of a package would read its own for every cell. */
  packages: () => tsTypes.ModuleResolutionCache | undefined;
} {
  // What installed packages import does not change while the kernel runs; what cells import may.
  let settled: tsTypes.ModuleResolutionCache | undefined;
  const unresolved = new Set<string>();

  return {
    resolve: (literals, containingFile, _, options) => {
      settled ??= ts.createModuleResolutionCache(folder, (name) => name, options);
      const isInstalled = containingFile.includes("/node_modules/");
      const cache = isInstalled ? settled : undefined;
      const found = literals.map(({ text }) => resolveModule(text, containingFile, options, host, cache));
      // Node's own modules are no files, and are found all the same.
      const isMissing = found.some(
        ({ resolvedModule }, i) => !resolvedModule && !isBuiltin(literals[i].text),
      );
      if (!isInstalled && isMissing) unresolved.add(containingFile);
      else unresolved.delete(containingFile);
      return found;
    },
    hasUnresolved: (path) => unresolved.has(path),
    packages: () => settled,
  };
}
