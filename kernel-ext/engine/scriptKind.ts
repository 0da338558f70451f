import type tsTypes from "typescript";
import { ts } from "./typescript.js";

/**
 * How a cell is parsed: as `.tsx` if it holds JSX, else as `.ts`, where `<any>x` and `<T>(x: T) => x`
 * keep their meaning.
 */
export function scriptKindOf(code: string): tsTypes.ScriptKind {
  const { TS, TSX } = ts.ScriptKind;
  // Every JSX element closes itself or is closed; while it is being typed it may only have begun.
  if (!/<\/|\/>|<[A-Za-z>]/.test(code)) return TS;
  const plain = parsed(code, TS);
  if (plain.faults === 0) return TS;
  const withJsx = parsed(code, TSX);
  return withJsx.faults <= plain.faults && holdsJsx(withJsx.file) ? TSX : TS;
}

function parsed(code: string, kind: tsTypes.ScriptKind) {
  const file = ts.createSourceFile("cell.ts", `export {};${code}`, ts.ScriptTarget.Latest, false, kind);
  const { parseDiagnostics } = file as tsTypes.SourceFile & { parseDiagnostics: tsTypes.Diagnostic[] };
  return { file, faults: parseDiagnostics.length };
}

const holdsJsx = (node: tsTypes.Node): boolean =>
  ts.isJsxElement(node) ||
  ts.isJsxSelfClosingElement(node) ||
  ts.isJsxFragment(node) ||
  (ts.forEachChild(node, (child) => holdsJsx(child) || undefined) ?? false);
