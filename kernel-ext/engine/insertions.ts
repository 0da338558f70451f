/** Text put into code without adding lines, and the way back to where things stood before. */
export class Insertions {
  readonly #list: { at: number; text: string; order: number }[] = [];

  /** At one place what was asked for first comes first (the outer one), and what `closes` before, innermost first. */
  insert(at: number, text: string, { closes = false } = {}): void {
    const count = this.#list.length;
    this.#list.push({ at, text, order: closes ? -count : count });
  }

  /** The code with everything inserted, and a function from its positions (from 1) to those before. */
  apply(code: string): { code: string; columnBefore: (line: number, column: number) => number } {
    const sorted = [...this.#list].sort((a, b) => a.at - b.at || a.order - b.order);
    let result = "";
    let from = 0;
    for (const { at, text } of sorted) {
      result += code.slice(from, at) + text;
      from = at;
    }
    const lineStarts = [0];
    for (let i = code.indexOf("\n"); i >= 0; i = code.indexOf("\n", i + 1)) lineStarts.push(i + 1);

    // Kept for as long as the kernel lives, and the code need not be.
    const { length } = code;
    const columnBefore = (line: number, column: number): number => {
      const start = lineStarts[line - 1] ?? length;
      const end = lineStarts[line] ?? length + 1;
      let before = column;
      for (const { at, text } of sorted) {
        if (at < start || at >= end) continue;
        const insertedAt = at - start + 1;
        if (insertedAt >= before) break;
        before = Math.max(insertedAt, before - text.length);
      }
      return before;
    };
    return { code: result + code.slice(from), columnBefore };
  }
}
