/**
 * Leads positions in emitted code back to the cell. The code was emitted twice (TypeScript → ES
 * module by tslab's program, → CommonJS by transpileModule), and each step left its source map.
 */
import { SourceMap } from "node:module";

const mapComment = /\n?\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)\s*/g;

/** The code without its source maps, and the maps in the order in which they were added. */
export function takeSourceMaps(code: string): { code: string; maps: SourceMap[] } {
  const maps = [...code.matchAll(mapComment)].map(
    ([, base64]) => new SourceMap(JSON.parse(Buffer.from(base64, "base64").toString("utf8"))),
  );
  return { code: code.replace(mapComment, "\n"), maps };
}

/** Lines that tslab writes before a cell, so that it counts as a module. */
const linesBefore = 1;

/** One cell's way from emitted code (as V8 counts: from 1) to what the user wrote. */
export class CellMap {
  constructor(
    readonly maps: readonly SourceMap[],
    /** Undoes what was inserted last, within lines. */
    readonly columnBefore: (line: number, column: number) => number,
  ) {}

  /** Line and column from 1, or undefined where the emitted code has no counterpart. */
  find(line: number, column: number): { line: number; column: number } | undefined {
    let at = { line: line - 1, column: this.columnBefore(line, column) - 1 };
    for (const map of this.maps) {
      const entry = map.findEntry(at.line, at.column);
      if (!("originalLine" in entry)) return undefined;
      at = { line: entry.originalLine, column: entry.originalColumn };
    }
    const found = { line: at.line - linesBefore + 1, column: at.column + 1 };
    return found.line >= 1 ? found : undefined;
  }
}

const cells = new Map<string, CellMap>();

export function rememberCell(name: string, map: CellMap): void {
  cells.set(name, map);
}

/** Where in its cell a position of running code stands. */
export function locateInCell(
  name: string,
  line: number,
  column: number,
): { line: number; column: number } | undefined {
  return cells.get(name)?.find(line, column);
}
