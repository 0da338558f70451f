/**
 * Runs the TypeScript and JavaScript files beside a notebook, as it does the notebook's cells: in
 * this process, with their own lines in stacks. A file runs again when it, or a file that it
 * imports, has changed since.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type tsTypes from "typescript";
import { KernelError } from "../../errors.js";
import { moduleName } from "../moduleWords.js";
import { stampOf } from "../tsconfig.js";
import { ts } from "../typescript.js";
import { compileModule, type ModuleCode } from "./moduleCode.js";
import { asNamespace } from "./namespace.js";
import { resolveModule } from "./ownPackages.js";
import type { Packages } from "./packages.js";

interface LocalModule {
  path: string;
  stamp: string;
  code: ModuleCode;
  module: { exports: unknown };
  state: "new" | "running" | "ready";
  /** Whether somebody waits for it, once it runs. */
  running?: Promise<unknown>;
}

export class LocalModules {
  readonly #modules = new Map<string, LocalModule>();

  constructor(
    readonly packages: Packages,
    readonly options: () => tsTypes.CompilerOptions,
  ) {}

  /** The file that a module of this name is, as the type checker sees it; undefined for packages. */
  resolve(specifier: string, from: string): string | undefined {
    const options = this.options();
    const isBeside = /^\.{0,2}\//.test(specifier) || specifier === "." || specifier === "..";
    if (!isBeside && !options.paths && !options.baseUrl) return undefined;
    const { resolvedModule } = resolveModule(specifier, from, options, ts.sys);
    const path = resolvedModule?.resolvedFileName;
    // A declaration file speaks for a file that Node loads itself.
    const isOurs = path && !path.includes("/node_modules/") && !/\.d\.([^.]+\.)?[cm]?ts$/.test(path);
    return isOurs ? path : undefined;
  }

  /**
   * Loads what code names, before it runs: that is when an `import` runs, and only here can a
   * top-level await be waited for.
   */
  async prepare(imports: ModuleCode["imports"], from: string): Promise<void> {
    const visited = new Map<string, boolean>();
    for (const { specifier, isDynamic } of imports) {
      if (!isDynamic) await this.#prepareOne(specifier, from, visited);
    }
  }

  /** True if something has run anew. */
  async #prepareOne(specifier: string, from: string, visited: Map<string, boolean>): Promise<boolean> {
    const path = this.resolve(specifier, from);
    if (path) return this.#ensure(path, visited);
    await this.packages.prepare(specifier, from);
    return false;
  }

  /** True if the file has run anew. Files that import each other see what is there so far. */
  async #ensure(path: string, visited: Map<string, boolean>): Promise<boolean> {
    const known = visited.get(path);
    if (known !== undefined) return known;
    visited.set(path, false);
    const isNews = await this.#load(path, visited);
    visited.set(path, isNews);
    return isNews;
  }

  async #load(path: string, visited: Map<string, boolean>): Promise<boolean> {
    let module = this.#read(path);
    const isNew = module.state === "new";
    let isNews = isNew;
    for (const { specifier, isDynamic } of module.code.imports) {
      if (!isDynamic && (await this.#prepareOne(specifier, path, visited))) isNews = true;
    }
    if (isNews && !isNew) module = this.#renew(module);
    // A file that imports this one, and that this one imports, may have asked for it meanwhile.
    if (isNews && module.state === "new") void this.#run(module);
    await module.running;
    return isNews;
  }

  /** What `require` gives to code that is running already. */
  require(path: string): unknown {
    const module = this.#read(path);
    if (module.state === "new") {
      if (module.code.awaits) {
        throw new KernelError(`${path} awaits at top level`, `Use "await import()" instead of "require()".`);
      }
      void this.#run(module);
    }
    return module.module.exports;
  }

  /** What `import()` gives. */
  async import(specifier: string, from: string): Promise<unknown> {
    const path = this.resolve(specifier, from);
    if (!path) return this.packages.import(specifier, from);
    await this.#ensure(path, new Map());
    await this.#modules.get(path)?.running;
    return asNamespace(this.#modules.get(path)?.module.exports);
  }

  /** The `require` of code in a file. */
  requireFor(from: string): NodeJS.Require {
    const own = createRequire(from);
    const load = (specifier: string) => {
      const path = this.resolve(specifier, from);
      return path ? this.require(path) : this.packages.require(specifier, from);
    };
    return Object.assign(load, {
      resolve: own.resolve,
      cache: own.cache,
      extensions: own.extensions,
      main: own.main,
    });
  }

  #read(path: string): LocalModule {
    const known = this.#modules.get(path);
    const stamp = stampOf(path);
    if (known?.stamp === stamp) return known;
    const text = readFileSync(path, "utf8");
    const code = path.endsWith(".json") ? dataModule(text) : compileModule(path, text, this.options());
    const module: LocalModule = { path, stamp, code, module: { exports: {} }, state: "new" };
    this.#modules.set(path, module);
    return module;
  }

  #renew({ path, stamp, code }: LocalModule): LocalModule {
    const module: LocalModule = { path, stamp, code, module: { exports: {} }, state: "new" };
    this.#modules.set(path, module);
    return module;
  }

  /** Throws at once, if the file does without awaiting. */
  #run(entry: LocalModule): Promise<unknown> | undefined {
    const { path, module, code } = entry;
    const folder = dirname(path);
    entry.state = "running";
    const fail = (error: unknown) => {
      this.#modules.delete(path);
      throw error;
    };
    try {
      const result = code.run({
        exports: module.exports,
        require: this.requireFor(path),
        module,
        __filename: path,
        __dirname: folder,
        [moduleName]: this.wordsFor(path, path),
      });
      if (!code.awaits) entry.state = "ready";
      else {
        entry.running = Promise.resolve(result).then(() => {
          entry.state = "ready";
        }, fail);
      }
      return entry.running;
    } catch (error) {
      return fail(error);
    }
  }

  /** `import.meta` and `import()` of a file; those of a cell are resolved from beside it. */
  wordsFor(filename: string, from: string) {
    const url = pathToFileURL(filename).href;
    const resolve = (specifier: string) =>
      /^\.{0,2}\//.test(specifier) ? new URL(specifier, url).href : this.packages.resolve(specifier, from);
    return {
      meta: { url, dirname: dirname(filename), filename, resolve },
      importModule: (specifier: string) => this.import(String(specifier), from),
    };
  }
}

function dataModule(text: string): ModuleCode {
  return {
    awaits: false,
    imports: [],
    run: ({ module }) => {
      module.exports = JSON.parse(text);
    },
  };
}
