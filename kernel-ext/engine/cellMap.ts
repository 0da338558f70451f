/**
 * Leads positions in emitted code back to the cell, or to the file beside the notebook, by the source map that emitting
 * it has left.
 */
import { SourceMap } from "node:module";

const mapComment = /\n?\/\/# sourceMappingURL=data:application\/json[^,]*;base64,([A-Za-z0-9+/=]+)\s*/g;

/** The code without its source maps, and the maps in the order in which they were added. */
export function takeSourceMaps(code: string): { code: string; maps: StoredMap[] } {
  const maps = [...code.matchAll(mapComment)].map(([, base64]) => new StoredMap(base64));
  return { code: code.replace(mapComment, "\n"), maps };
}

/** Read when it is first asked: every cell leaves maps behind, most for nothing, and a text is a tenth of the map. */
class StoredMap {
  readonly #json: string;
  #map: SourceMap | undefined;

  constructor(base64: string) {
    this.#json = Buffer.from(base64, "base64").toString("utf8");
  }

  findEntry(line: number, column: number): ReturnType<SourceMap["findEntry"]> {
    this.#map ??= new SourceMap(JSON.parse(this.#json));
    return this.#map.findEntry(line, column);
  }
}

/** Lines that tslab writes before a cell, so that it counts as a module. */
const linesBeforeCell = 1;

/** One source's way from emitted code (as V8 counts: from 1) to what the user wrote. */
export class CellMap {
  constructor(
    readonly maps: readonly StoredMap[],
    /** Undoes what was inserted last, within lines. */
    readonly columnBefore: (line: number, column: number) => number,
    readonly linesBefore = linesBeforeCell,
  ) {}

  /** Line and column from 1, or undefined where the emitted code has no counterpart. */
  find(line: number, column: number): { line: number; column: number } | undefined {
    let at = { line: line - 1, column: this.columnBefore(line, column) - 1 };
    for (const map of this.maps) {
      const entry = map.findEntry(at.line, at.column);
      if (!("originalLine" in entry)) return undefined;
      at = { line: entry.originalLine, column: entry.originalColumn };
    }
    const found = { line: at.line - this.linesBefore + 1, column: at.column + 1 };
    return found.line >= 1 ? found : undefined;
  }
}

const sources = new Map<string, CellMap>();

/** @param name a cell's name, `Cell[3]`, or the path of a file */
export function rememberSource(name: string, map: CellMap): void {
  sources.set(name, map);
}

export const isKnownSource = (name: string): boolean => sources.has(name);

/** Where in its cell or file a position of running code stands. */
export function locateInSource(
  name: string,
  line: number,
  column: number,
): { line: number; column: number } | undefined {
  return sources.get(name)?.find(line, column);
}
