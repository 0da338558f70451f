/** Thread: lists the exports of the packages that a folder's package.json names, of the kernel's own, and of Node. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type tsTypes from "typescript";
import { resolveModule } from "../modules/ownPackages.js";
import { ts } from "../typescript.js";
import type { ImportableName } from "./autoImport.js";

const folder: string = workerData;
const options: tsTypes.CompilerOptions = {
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  module: ts.ModuleKind.Preserve,
  noLib: true,
  types: [],
  skipLibCheck: true,
};
const own = ["vision-peel", "@vision-peel/widgets", "@vision-peel/kernel"];

function dependencies(): string[] {
  const path = ts.findConfigFile(folder, ts.sys.fileExists, "package.json");
  if (!path) return [];
  const { config = {} } = ts.readConfigFile(path, ts.sys.readFile);
  const { dependencies = {}, devDependencies = {} } = config;
  return Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith("@types/"));
}

const entries = new Map<string, string>();
for (const name of new Set([...own, ...dependencies()])) {
  const { resolvedModule } = resolveModule(name, join(folder, "cell.ts"), options, ts.sys);
  if (resolvedModule?.resolvedFileName.endsWith("ts")) entries.set(name, resolvedModule.resolvedFileName);
}
const nodeTypes = join(
  dirname(createRequire(import.meta.url).resolve("@types/node/package.json")),
  "index.d.ts",
);
const program = ts.createProgram([...entries.values(), nodeTypes], options);
const checker = program.getTypeChecker();

function namesOf(module: tsTypes.Symbol | undefined, specifier: string): ImportableName[] {
  if (!module) return [];
  return checker
    .getExportsOfModule(module)
    .filter(({ name }) => /^[A-Za-z$][\w$]*$/.test(name) && name !== "default" && name !== "prototype")
    .map((symbol) => ({ name: symbol.name, specifier, type: typeOf(symbol) }));
}

function typeOf(symbol: tsTypes.Symbol): string {
  const { flags } = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (flags & ts.SymbolFlags.Function) return "function";
  if (flags & ts.SymbolFlags.Class) return "class";
  if (flags & ts.SymbolFlags.Variable) return "variable";
  return flags & ts.SymbolFlags.Interface ? "interface" : "type";
}

const names = [...entries].flatMap(([specifier, path]) => {
  const file = program.getSourceFile(path);
  return file ? namesOf(checker.getSymbolAtLocation(file), specifier) : [];
});
for (const module of checker.getAmbientModules()) {
  const specifier = module.name.slice(1, -1);
  if (/^node:(?!test)/.test(specifier)) names.push(...namesOf(module, specifier));
}
parentPort?.postMessage(names);
