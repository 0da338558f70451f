/** Makes runnable code of a file beside the notebook: CommonJS, interruptible, with the way back to its lines. */
import { extname } from "node:path";
import vm from "node:vm";
import type tsTypes from "typescript";
import { CellMap, rememberSource, takeSourceMaps } from "../cellMap.js";
import { guardCode } from "../guards.js";
import { type ModuleWords, moduleName, moduleWords } from "../moduleWords.js";
import { hasTopLevelAwait } from "../topLevelAwait.js";
import { ts } from "../typescript.js";

export interface ModuleCode {
  /** Must be awaited before anything can use it. */
  awaits: boolean;
  /** What it imports by name, dynamically too. */
  imports: { specifier: string; isDynamic: boolean }[];
  run(scope: ModuleScope): unknown;
}

export interface ModuleScope {
  exports: unknown;
  require: NodeJS.Require;
  module: { exports: unknown };
  __filename: string;
  __dirname: string;
  [moduleName]: ModuleWords;
}

const names = ["exports", "require", "module", "__filename", "__dirname", moduleName] as const;

/** @throws SyntaxError where the file is none that Node could run */
export function compileModule(path: string, text: string, options: tsTypes.CompilerOptions): ModuleCode {
  const kind = scriptKinds[extname(path)] ?? ts.ScriptKind.TS;
  const { outputText } = ts.transpileModule(text, {
    // TypeScript takes no position on `import x = require()` in files named .mts.
    fileName: path.replace(/\.[cm]([jt]s)$/, ".$1"),
    compilerOptions: {
      ...options,
      module: ts.ModuleKind.CommonJS,
      inlineSourceMap: true,
      declaration: false,
    },
    transformers: { before: [moduleWords()] },
  });
  const { code, maps } = takeSourceMaps(outputText);
  const guarded = guardCode(code);
  rememberSource(path, new CellMap(maps, guarded.columnBefore, 0));
  const awaits = hasTopLevelAwait(text, kind);
  const head = `(${awaits ? "async " : ""}function(${names.join(",")}){`;
  const wrapped = `${head}${guarded.code}\n})`;
  const run = vm.runInThisContext(wrapped, { filename: path, columnOffset: -head.length });
  return {
    awaits,
    imports: importsOf(text),
    run: (scope) => run.call(scope.exports, ...names.map((name) => scope[name])),
  };
}

const scriptKinds: Record<string, tsTypes.ScriptKind> = {
  ".tsx": ts.ScriptKind.TSX,
  ".jsx": ts.ScriptKind.JSX,
  ".js": ts.ScriptKind.JS,
  ".mjs": ts.ScriptKind.JS,
  ".cjs": ts.ScriptKind.JS,
};

/** The modules that code names, without those that it only takes types from. */
export function importsOf(text: string): ModuleCode["imports"] {
  const before = (position: number) => text.slice(0, position).trimEnd();
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ pos }) => !/\bimport\s+type\b[^;'"]*$/.test(before(pos)))
    .map(({ fileName, pos }) => ({
      specifier: fileName,
      isDynamic: /\b(import|require)\s*\($/.test(before(pos)),
    }));
}
