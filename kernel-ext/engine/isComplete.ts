import { createRequire } from "node:module";
import type tsTypes from "typescript";
import { scriptKindOf } from "./scriptKind.js";
import { ts } from "./typescript.js";

export type Completeness = { status: "complete" | "invalid" } | { status: "incomplete"; indent: string };

/** TypeScript's codes for text that ends before it is closed: template, comment, regular expression. */
const unterminated = new Set([1160, 1010]);

/** Tells a console whether Enter should run the code or open a new line. */
export function completenessOf(code: string): Completeness {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, false, scriptKindOf(code));
  const { parseDiagnostics } = file as tsTypes.SourceFile & { parseDiagnostics: tsTypes.Diagnostic[] };
  if (parseDiagnostics.length === 0) return { status: "complete" };
  const end = code.trimEnd().length;
  const endsEarly = parseDiagnostics.some(
    ({ start = 0, code: number }) => unterminated.has(number) || (start >= end && number !== 1002),
  );
  if (!endsEarly) return { status: "invalid" };
  return { status: "incomplete", indent: indentAfter(code) };
}

function indentAfter(code: string): string {
  const tslab = createRequire(import.meta.url)("tslab/dist/converter.js");
  return tslab.isCompleteCode(code).indent ?? "";
}
