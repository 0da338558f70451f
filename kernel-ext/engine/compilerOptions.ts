/** What cells are compiled with: the kernel's defaults, then the folder's tsconfig.json, then what a kernel cannot do without. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type tsTypes from "typescript";
import { ts } from "./typescript.js";

const require = createRequire(import.meta.url);

/** The Node types that come with this kernel, for folders that have none of their own. */
const ownTypeRoot = dirname(dirname(require.resolve("@types/node/package.json")));

const defaults: tsTypes.CompilerOptions = {
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts", "lib.esnext.collection.d.ts"],
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
