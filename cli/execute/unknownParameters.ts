/** Names that no default has: most often a name that was mistyped. */
import { type Notebook, tagsOf, textOf } from "../notebook/notebook.js";
import type { Parameters } from "./parameters.js";

/** One sentence for each parameter that the cell tagged `parameters` does not declare, as papermill warns. */
export function warningsOf(notebook: Notebook, parameters: Parameters): string[] {
  const cell = notebook.cells.find((candidate) => tagsOf(candidate).includes("parameters"));
  const given = Object.keys(parameters);
  if (!cell) {
    return given.length === 0
      ? []
      : [
          'The notebook has no cell tagged "parameters": what is given goes in front, and what a cell declares wins.',
        ];
  }
  const known = declaredIn(textOf(cell.source));
  return given
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      const hint = near ? `; is "${near}" meant?` : known.length > 0 ? `; it has ${known.join(", ")}.` : ".";
      return `The cell tagged "parameters" declares no "${name}"${hint}`;
    });
}

/** The names of `const`, `let` and `var`, also of several in one statement. */
function declaredIn(code: string): string[] {
  const plain = code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  const statements = [...plain.matchAll(/(?:^|[;{}\s])(?:const|let|var)\s+([^;]*)/g)].map(([, rest]) => rest);
  return statements.flatMap((rest) => {
    const [first] = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(rest) ?? [];
    const later = [...rest.matchAll(/,\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?::[^=,]+)?=(?![=>])/gu)];
    return [...(first ? [first] : []), ...later.map(([, name]) => name)];
  });
}

/** The name that the fewest changes lead to, if a third of it is right. */
function nearest(name: string, known: string[]): string | undefined {
  const [best] = known
    .map((candidate) => ({ candidate, changes: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, changes }) => changes <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.changes - b.changes);
  return best?.candidate;
}

/** Insertions, deletions, replacements and swaps of neighbours (the optimal string alignment distance). */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)]);
  for (let j = 1; j <= b.length; j++) rows[0][j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + cost);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.length][b.length];
}
