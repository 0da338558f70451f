/** Looks at a notebook on the disk all the time: it must always be one that was saved, and whole. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

/** What save number n writes: from some bytes to two megabytes, so that a kill can hit the writing. */
export function textOf(n: number): string {
  const line = `save ${n}: ${"0123456789abcdef".repeat(8)}\n`;
  return `save ${n}\n${line.repeat((n * 7919) % 15_000)}end of ${n}`;
}

export class Witness {
  /** the save that must be on the disk, at least */
  acknowledged = 0;
  /** the save that may be on the disk, at most */
  begun = 0;
  looks = 0;
  readonly #watching: Promise<void>;
  #isOver = false;

  constructor(readonly path: string) {
    this.#watching = this.#watch();
    // Told by `end`; until then nobody waits for it.
    this.#watching.catch(() => {});
  }

  /** Looks once more. Throws if what was acknowledged is lost, or the file is broken. */
  check(): number {
    return this.#judge(readFileSync(this.path, "utf8"), this.acknowledged, this.begun);
  }

  /** Ends the watch. Throws what it saw meanwhile. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#watching;
  }

  async #watch(): Promise<void> {
    while (!this.#isOver) {
      const least = this.acknowledged;
      this.#judge(await readFile(this.path, "utf8"), least, this.begun);
      this.looks++;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  #judge(json: string, least: number, most: number): number {
    const text = JSON.parse(json).cells[0].source.join("");
    const n = Number(/^save (\d+)/.exec(text)?.[1]);
    if (!(n >= least && n <= most))
      throw new Error(`Save ${n} is on the disk, not one of ${least} to ${most}.`);
    if (text !== textOf(n)) throw new Error(`Save ${n} is not whole on the disk.`);
    return n;
  }
}
