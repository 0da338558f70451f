import type tsTypes from "typescript";
import { scriptKindOf } from "./scriptKind.js";
import { ts } from "./typescript.js";

/**
 * What ends a cell so that later cells know its names: `\nexport {a, b}`, or nothing. tslab would write it itself,
 * but only once it has made a whole program of the cell without.
 */
export function exportListOf(cell: string, options: tsTypes.CompilerOptions): string {
  const file = ts.createSourceFile(
    "cell.ts",
    `export {};\n${cell}`,
    options.target ?? ts.ScriptTarget.Latest,
    true,
    scriptKindOf(cell),
  );
  ts.bindSourceFile(file, options);
  const names = [...((file as { locals?: Map<string, unknown> }).locals?.keys() ?? [])]
    // The compiler's tables have one more underscore before two (`___filename`), and names of their own (`__global`).
    .map((name) => (name.startsWith("___") ? name.slice(1) : name.startsWith("__") ? "" : name))
    .filter((name) => name !== "");
  return names.length > 0 ? `\nexport {${names.join(", ")}}` : "";
}
