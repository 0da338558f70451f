/**
 * Cells become CommonJS, and `require` loads almost every ES module on Node ≥ 20.19. What it
 * refuses (top-level await, packages that only export `import`) is imported before the cell runs
 * and handed out from here.
 */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { MissingPackageError, packageOf } from "./missingPackage.js";
import { asNamespace } from "./namespace.js";
import { isOwnPackage } from "./ownPackages.js";

const refusals = new Set(["ERR_REQUIRE_ESM", "ERR_REQUIRE_ASYNC_MODULE", "ERR_PACKAGE_PATH_NOT_EXPORTED"]);
const ownRequire = createRequire(import.meta.url);

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code ?? "";

/** Whether it is this very package that is missing, and not one that it needs itself or a file. */
const isMissing = (error: unknown, specifier: string) =>
  codeOf(error) === "MODULE_NOT_FOUND" &&
  packageOf(specifier) !== undefined &&
  (error as Error).message.startsWith(`Cannot find module '${specifier}'`);

export class Packages {
  readonly #imported = new Map<string, unknown>();

  /** Imports a package that `require` cannot load. Failures are left for the code itself to meet. */
  async prepare(specifier: string, from: string): Promise<void> {
    if (this.#imported.has(specifier)) return;
    try {
      this.require(specifier, from);
    } catch (error) {
      if (!refusals.has(codeOf(error))) return;
      const imported = await import(this.resolve(specifier, from)).catch(() => undefined);
      if (imported) this.#imported.set(specifier, imported);
    }
  }

  require(specifier: string, from: string): unknown {
    if (this.#imported.has(specifier)) return this.#imported.get(specifier);
    // tslab's own display functions, for notebooks that were written for it.
    if (specifier === "tslab") return ownRequire(specifier);
    try {
      return createRequire(from)(specifier);
    } catch (error) {
      if (isOwnPackage(specifier) && codeOf(error) === "MODULE_NOT_FOUND") return ownRequire(specifier);
      throw isMissing(error, specifier) ? new MissingPackageError(specifier, error) : error;
    }
  }

  async import(specifier: string, from: string): Promise<unknown> {
    // The same copy that an `import` statement gives, also of packages that come in two formats.
    await this.prepare(specifier, from);
    return asNamespace(this.require(specifier, from));
  }

  /** The URL that a package is loaded from. */
  resolve(specifier: string, from: string): string {
    try {
      return import.meta.resolve(specifier, pathToFileURL(from).href);
    } catch (error) {
      if (isOwnPackage(specifier) && codeOf(error) === "ERR_MODULE_NOT_FOUND")
        return import.meta.resolve(specifier);
      throw error;
    }
  }
}
