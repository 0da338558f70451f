/** One cell as it is being written, and the place in it that an editor asks about. */
import type tsTypes from "typescript";
import { toCodePoints, toUtf16 } from "../codePoints.js";
import { plainCell } from "../plainCell.js";
import { ts } from "../typescript.js";

/** What tslab writes before every cell. */
const prefixLength = "export {};\n".length;

/** A question of an editor: where in which program. Positions are those of TypeScript's file. */
export interface Question {
  program: tsTypes.Program;
  file: tsTypes.SourceFile;
  position: number;
  /** From a position in the file to Jupyter's count in the cell. */
  toCell(position: number): number;
}

/** @param look brings the compiler to the state of this cell */
export function questionAt(
  code: string,
  cursorInCodePoints: number,
  look: (cell: string) => { program: tsTypes.Program; file: tsTypes.SourceFile } | undefined,
): Question | undefined {
  const view = look(plainCell(code));
  if (!view) return undefined;
  const position = toUtf16(code, cursorInCodePoints) + prefixLength;
  const toCell = (at: number) => toCodePoints(code, Math.max(0, at - prefixLength));
  return { ...view, position, toCell };
}

/** The string that a position stands in, its quotes excluded. */
export function stringAt({ file, position }: Question): tsTypes.StringLiteralLike | undefined {
  const token = ts.findPrecedingToken(position, file);
  if (!token || !ts.isStringLiteralLike(token) || position <= token.getStart(file)) return undefined;
  const isOpen = position < token.end || (token as { isUnterminated?: boolean }).isUnterminated === true;
  return isOpen ? token : undefined;
}

/** The name, or the beginning of one, that a position stands in or behind; empty where there is none. */
export function wordAt({ file, position }: Question): { text: string; start: number; end: number } {
  const isPart = (at: number) => ts.isIdentifierPart(file.text.codePointAt(at) ?? 0, ts.ScriptTarget.Latest);
  let start = position;
  while (start > prefixLength && isPart(start - 1)) start--;
  let end = position;
  while (end < file.text.length && isPart(end)) end++;
  return { text: file.text.slice(start, position), start, end };
}
