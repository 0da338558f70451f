/**
 * Cells become CommonJS, and `require` loads almost every ES module on Node ≥ 20.19. What it
 * refuses (top-level await, packages that only export `import`) is imported before the cell runs
 * and handed out from here.
 */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isOwnPackage } from "./ownPackages.js";
import { ts } from "./typescript.js";

const refusals = new Set(["ERR_REQUIRE_ESM", "ERR_REQUIRE_ASYNC_MODULE", "ERR_PACKAGE_PATH_NOT_EXPORTED"]);
const ownRequire = createRequire(import.meta.url);

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code ?? "";

export class CellImports {
  readonly #imported = new Map<string, unknown>();
  readonly #base: string;

  constructor(readonly folder: string) {
    this.#base = pathToFileURL(join(folder, "cell.js")).href;
  }

  /** Imports what the cell names and `require` cannot load. Failures are left for the cell itself to meet. */
  async prepare(cell: string, require: NodeJS.Require): Promise<void> {
    for (const { fileName: specifier } of ts.preProcessFile(cell, true, true).importedFiles) {
      // Other files beside the notebook are compiled with the cell.
      const isBeside = specifier.startsWith(".") && !specifier.endsWith(".mjs");
      if (isBeside || this.#imported.has(specifier)) continue;
      try {
        require(specifier);
      } catch (error) {
        if (!refusals.has(codeOf(error))) continue;
        const imported = await import(import.meta.resolve(specifier, this.#base)).catch(() => undefined);
        if (imported) this.#imported.set(specifier, imported);
      }
    }
  }

  /** Wraps the `require` that cells see. */
  wrap(require: NodeJS.Require): NodeJS.Require {
    return new Proxy(require, {
      apply: (target, self, [specifier]: [string]) => {
        if (this.#imported.has(specifier)) return this.#imported.get(specifier);
        try {
          return Reflect.apply(target, self, [specifier]);
        } catch (error) {
          if (isOwnPackage(specifier) && codeOf(error) === "MODULE_NOT_FOUND") return ownRequire(specifier);
          throw error;
        }
      },
    });
  }
}
