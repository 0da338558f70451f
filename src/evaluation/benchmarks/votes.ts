/** Votes of people on pairs of pictures: which of the two, left or right, is the better one. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UnreadableError } from "../../errors.js";

export interface Vote {
  /** the pair's name */
  readonly sample: string;
  readonly choice: "left" | "right" | "tie";
}

const CHOICES: readonly string[] = ["left", "right", "tie"];
/** `votes.csv`, `votes-anna.csv`: one of each rater. */
const FILE = /^votes.*\.csv$/;

/**
 * Reads all votes of a folder: CSV with the columns `sample` and `choice`.
 *
 * @throws UnreadableError for a file without these columns, or another choice than left, right and tie
 */
export async function readVotes(folder: string): Promise<Vote[]> {
  const names = (await readdir(folder)).filter((name) => FILE.test(name)).sort();
  const votes: Vote[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const lines = (await readFile(file, "utf8")).split(/\r?\n/);
    const [head, ...rows] = lines.map(cellsOf);
    const [sample, choice] = ["sample", "choice"].map((column) => head.indexOf(column));
    if (sample < 0 || choice < 0) throw wrong(file, "columns sample and choice", head.join(", "));
    for (const [i, row] of rows.entries()) {
      if (row.every((cell) => cell.trim() === "")) continue;
      const own = row[choice]?.trim();
      // A pair that nobody has looked at yet.
      if (own === "" || own === undefined) continue;
      if (!CHOICES.includes(own)) throw wrong(file, "left, right or tie", `${own} in line ${i + 2}`);
      votes.push({ sample: row[sample], choice: own as Vote["choice"] });
    }
  }
  return votes;
}

/** RFC 4180, a line at a time: names of samples have no line ends. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "").trim() : quoted.replaceAll('""', '"'),
  );

const wrong = (file: string, expected: string, got: string): UnreadableError =>
  new UnreadableError({
    ...{ argument: file, expected, got: got || "nothing" },
    remedy: "rate by rate.html, which writes such files",
  });
