import { matchesGlob } from "./glob.js";
import type { Json } from "./wire/message.js";

type Entry = [session: number, line: number, input: string];
type EntryWithOutput = [session: number, line: number, inputAndOutput: [string, string | null]];

/** Nothing is kept from one kernel to the next, so there is one session, the first. */
const session = 1;

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
      content.output ? [session, line, [input, output]] : [session, line, input],
    );
  }

  #select(content: Json) {
    const { hist_access_type, n, pattern, unique } = content;
    if (hist_access_type === "range") return this.#range(content);
    let entries = this.#entries;
    if (hist_access_type === "search") {
      const wanted = String(pattern ?? "*");
      entries = entries.filter(({ input }) => matchesGlob(input, wanted));
      if (unique) entries = lastOfEach(entries);
    }
    if (!Number.isInteger(n)) return entries;
    return n > 0 ? entries.slice(-n) : [];
  }

  /** Lines of a session: 0 or none is this one, and before it there is none. */
  #range({ session: asked, start, stop }: Json) {
    if ((asked ?? 0) !== 0 && asked !== session) return [];
    const last = stop ?? Number.POSITIVE_INFINITY;
    return this.#entries.filter(({ line }) => line >= (start ?? 0) && line < last);
  }
}

function lastOfEach<T extends { input: string }>(entries: T[]): T[] {
  const last = new Map(entries.map((entry) => [entry.input, entry]));
  return entries.filter((entry) => last.get(entry.input) === entry);
}
