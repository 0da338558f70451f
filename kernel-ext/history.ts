import type { Json } from "./wire/message.js";

type Entry = [session: number, line: number, input: string];
type EntryWithOutput = [session: number, line: number, inputAndOutput: [string, string | null]];

/** What was run in this kernel, as history_request asks for it: by tail, range or search. */
export class History {
  readonly #entries: { line: number; input: string; output: string | null }[] = [];

  add(line: number, input: string): void {
    this.#entries.push({ line, input, output: null });
  }

  setOutput(line: number, output: string): void {
    const entry = this.#entries.findLast((candidate) => candidate.line === line);
    if (entry) entry.output = output;
  }

  query(content: Json): (Entry | EntryWithOutput)[] {
    const found = this.#select(content);
    return found.map(({ line, input, output }) =>
      content.output ? [1, line, [input, output]] : [1, line, input],
    );
  }

  #select({ hist_access_type, n, start, stop, pattern, unique }: Json) {
    if (hist_access_type === "range") {
      const last = stop ?? Number.POSITIVE_INFINITY;
      return this.#entries.filter(({ line }) => line >= (start ?? 0) && line < last);
    }
    let entries = this.#entries;
    if (hist_access_type === "search") {
      const matches = globPattern(String(pattern ?? "*"));
      entries = entries.filter(({ input }) => matches.test(input));
      if (unique)
        entries = entries.filter(({ input }, i) => i === entries.findLastIndex((e) => e.input === input));
    }
    return Number.isInteger(n) && n > 0 ? entries.slice(-n) : entries;
  }
}

/** `*` for any run of characters and `?` for one, over the whole input, as IPython's SQLite GLOB. */
function globPattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`);
}
