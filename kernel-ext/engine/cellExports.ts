/** `exports.a = exports.b = void 0;`, with which the compiler begins. */
const hoisted = /^(?:exports\.[\w$]+ = )+void 0;$/gm;
/** How it exports what the cell has imported. */
const imported =
  /^Object\.defineProperty\(exports, ("[^"]+"), \{ enumerable: true, get: function \(\) \{ return (.+); \} \}\);$/gm;
const mark = /^Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);$/m;

export interface CellExports {
  /** the same code, line by line, on an `exports` that all cells share */
  readonly code: string;
  /** names that the cell declares and gives a value only where it comes to them */
  readonly names: readonly string[];
}

/**
 * Adapts the code of a module to names that all cells share: they keep the value of an earlier declaration until the
 * cell comes to the new one, because callbacks of before use them meanwhile; and a name that one cell imports another
 * may declare.
 */
export function shareExports(code: string): CellExports {
  const names = [...code.matchAll(hoisted)].flatMap(([line]) =>
    [...line.matchAll(/exports\.([\w$]+)/g)].map(([, name]) => name),
  );
  return { names, code: code.replace(hoisted, "").replace(imported, "exports[$1] = $2;").replace(mark, "") };
}
