import { relative } from "node:path";
import type tsTypes from "typescript";
import { installRemedy, packageOf } from "./modules/missingPackage.js";
import { habitHint } from "./otherDialects.js";
import { ts } from "./typescript.js";

/** A finding of the TypeScript compiler, in the cell or in a file beside the notebook. Lines and columns count from 0. */
export interface CellDiagnostic {
  code: number;
  message: string;
  line: number;
  column: number;
  /** Columns that it is about, on its first line. */
  length: number;
  /** The line of source that it stands on. */
  text: string;
  /** Relative to the notebook's folder; undefined in the cell itself. */
  fileName?: string;
}

/** The cell does not compile; nothing of it was run. */
export class CellSyntaxError extends Error {
  override name = "TypeScriptError";

  constructor(readonly diagnostics: readonly CellDiagnostic[]) {
    super(diagnostics.map(summaryOf).join("\n"));
    this.stack = undefined;
  }

  /** Each finding with the line it is about and a mark under its columns. */
  get traceback(): string[] {
    const found = this.diagnostics.flatMap((diagnostic) => {
      const { text, column, length } = diagnostic;
      // Tabs stay tabs, so that the mark stands under what it means.
      const indent = text.slice(0, column).replace(/[^\t]/g, " ");
      const found = [summaryOf(diagnostic), `  ${text}`, `  ${indent}${"~".repeat(length)}`];
      const missing = missingPackageOf(diagnostic);
      return missing === undefined ? found : [...found, installRemedy(missing)];
    });
    const inCell = this.diagnostics.filter(({ fileName }) => fileName === undefined);
    const hints = new Set(inCell.map(({ text }) => habitHint(text)).filter((hint) => hint !== undefined));
    return [...found, ...hints];
  }
}

/** TS2307 names what cannot be found, by its specifier. */
function missingPackageOf({ code, message }: CellDiagnostic): string | undefined {
  return code === 2307 ? packageOf(/'([^']+)'/.exec(message)?.[1] ?? "") : undefined;
}

function summaryOf({ line, column, message, code, fileName }: CellDiagnostic): string {
  const where = `${fileName ? `${fileName} ` : ""}${line + 1}:${column + 1}`;
  return `${where} - TS${code}: ${message}`;
}

/** tslab writes one line before every cell. */
const linesBeforeCell = 1;

/**
 * @param isCell tells tslab's virtual file from real ones
 * @param written the cell in its author's words
 */
export function cellDiagnostic(
  { file, start = 0, length = 1, code, messageText }: tsTypes.Diagnostic,
  folder: string,
  isCell: (file: tsTypes.SourceFile) => boolean,
  written: string,
): CellDiagnostic | undefined {
  if (!file) return undefined;
  const inCell = isCell(file);
  const lines = (inCell ? written : file.text).split("\n");
  const at = ts.getLineAndCharacterOfPosition(file, start);
  const found = at.line - (inCell ? linesBeforeCell : 0);
  // tslab lists the names of a cell behind it; what breaks off at the end of the cell is found there.
  const line = Math.min(found, lines.length - 1);
  const text = lines[line].replace(/\r$/, "");
  const column = line === found ? Math.min(at.character, text.length) : text.length;
  return {
    code,
    message: ts.flattenDiagnosticMessageText(messageText, "\n  "),
    line,
    column,
    length: Math.max(1, Math.min(length, text.length - column)),
    text,
    fileName: inCell ? undefined : relative(folder, file.fileName),
  };
}
