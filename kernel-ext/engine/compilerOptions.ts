/** What cells are compiled with: the kernel's defaults, then the folder's tsconfig.json, then what a kernel cannot do without. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type tsTypes from "typescript";
import { ts } from "./typescript.js";

const require = createRequire(import.meta.url);

/** The Node types that come with this kernel, for folders that have none of their own. */
const ownTypeRoot = dirname(dirname(require.resolve("@types/node/package.json")));

/** Newer than ES2023; each is known where this version of Node has what it describes. */
const newerLibs: readonly [lib: string, owner: string, name: string][] = [
  ["es2024.object", "Object", "groupBy"],
  ["es2024.collection", "Map", "groupBy"],
  ["es2024.promise", "Promise", "withResolvers"],
  ["es2024.arraybuffer", "ArrayBuffer.prototype", "transfer"],
  ["es2024.string", "String.prototype", "isWellFormed"],
  ["esnext.collection", "Set.prototype", "union"],
  ["esnext.iterator", "Iterator.prototype", "map"],
  ["esnext.array", "Array", "fromAsync"],
  ["esnext.promise", "Promise", "try"],
];

/**
 * The types of what JavaScript itself offers: nothing compiles that would not run.
 *
 * @param of the global object
 */
export function libsOf(of: object): string[] {
  const valueAt = (path: string) =>
    path
      .split(".")
      .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], of);
  const newer = newerLibs.filter(([, owner, name]) => name in Object(valueAt(owner) ?? {}));
  // `using` is translated.
  return ["es2023", "esnext.disposable", ...newer.map(([lib]) => lib)].map((lib) => `lib.${lib}.d.ts`);
}

const defaults: tsTypes.CompilerOptions = {
  lib: libsOf(globalThis),
  types: ["node"],
  jsx: ts.JsxEmit.ReactJSX,
  jsxImportSource: "@vision-peel/kernel",
  checkJs: false,
};

const needed: tsTypes.CompilerOptions = {
  // Node's: older targets would only slow cells down, newer ones do not run.
  target: ts.ScriptTarget.ES2022,
  // Knows `import x = require()` beside `import`.
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  esModuleInterop: true,
  resolveJsonModule: true,
  allowJs: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  // Later cells know earlier ones by their declarations, documentation included.
  declaration: true,
  removeComments: false,
  stripInternal: false,
  inlineSourceMap: true,
  newLine: ts.NewLineKind.LineFeed,
  preserveConstEnums: true,
  moduleDetection: ts.ModuleDetectionKind.Auto,
};

/** Each says how files are written, or complains about what is normal in a notebook: a name that only a later cell uses. */
const ignored = [
  ...["allowArbitraryExtensions", "composite", "configFile", "declarationDir", "declarationMap", "emitBOM"],
  ...["emitDeclarationOnly", "importHelpers", "incremental", "inlineSources", "isolatedDeclarations"],
  ...["isolatedModules", "mapRoot", "noCheck", "noEmit", "noEmitHelpers", "noEmitOnError", "noLib"],
  ...["noResolve", "noUnusedLocals", "noUnusedParameters", "outDir", "outFile", "plugins"],
  ...["rewriteRelativeImportExtensions", "rootDir", "rootDirs", "sourceMap", "sourceRoot", "tsBuildInfoFile"],
  ...["verbatimModuleSyntax"],
];

function typeRootsOf(folder: string): string[] {
  const roots: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    roots.push(join(at, "node_modules", "@types"));
    if (dirname(at) === at) return roots;
  }
}

/**
 * The compiler options of the cells in a folder.
 *
 * @param own what its tsconfig.json says, with paths resolved; options that a kernel cannot honour are passed over
 */
export function cellOptions(folder: string, own: tsTypes.CompilerOptions = {}): tsTypes.CompilerOptions {
  const kept = Object.fromEntries(Object.entries(own).filter(([name]) => !ignored.includes(name)));
  const types = new Set(["node", ...(own.types ?? [])]);
  const typeRoots = [...(own.typeRoots ?? []), ...typeRootsOf(folder), ownTypeRoot];
  return { ...defaults, ...kept, ...jsxOf(own), ...needed, types: [...types], typeRoots };
}

/** React's JSX is left in place by projects that are bundled; a kernel has to translate it. */
function jsxOf({ jsx, jsxImportSource }: tsTypes.CompilerOptions): tsTypes.CompilerOptions {
  if (jsx === undefined) return jsxImportSource === undefined ? {} : { jsxImportSource };
  const isClassic = jsx === ts.JsxEmit.React;
  return isClassic
    ? { jsx, jsxImportSource: undefined }
    : { jsx: ts.JsxEmit.ReactJSX, jsxImportSource: jsxImportSource ?? "react" };
}
