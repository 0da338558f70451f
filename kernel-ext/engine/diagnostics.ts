/** A finding of the TypeScript compiler in a cell. Lines and columns count from 0. */
export interface CellDiagnostic {
  start: { line: number; character: number };
  messageText: string;
  code: number;
  fileName?: string;
}

/** The cell does not compile; nothing of it was run. */
export class CellSyntaxError extends Error {
  override name = "TypeScriptError";

  constructor(
    readonly cell: string,
    readonly diagnostics: readonly CellDiagnostic[],
  ) {
    super(diagnostics.map(summaryOf).join("\n"));
    this.stack = undefined;
  }

  /** Each finding with the line it is about and a mark under its column. */
  get traceback(): string[] {
    const lines = this.cell.split("\n");
    return this.diagnostics.flatMap((diagnostic) => {
      const line = diagnostic.fileName ? undefined : lines[diagnostic.start.line];
      const mark = `${" ".repeat(diagnostic.start.character)}~`;
      return line === undefined ? [summaryOf(diagnostic)] : [summaryOf(diagnostic), `  ${line}`, `  ${mark}`];
    });
  }
}

function summaryOf({ start, messageText, code, fileName }: CellDiagnostic): string {
  const where = `${fileName ? `${fileName} ` : ""}${start.line + 1}:${start.character + 1}`;
  return `${where} - TS${code}: ${messageText}`;
}
