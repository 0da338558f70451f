import { type DisplayHandle, display } from "../display.js";

const showEveryMs = 200;

/** npm's own worries about its settings are no concern of a notebook. */
const isWarning = (line: string) => /^npm warn (?!Unknown .* config)/i.test(line);

/** One line under the cell, which tells how far npm is. */
export class Report {
  readonly #started = performance.now();
  readonly #ticking: NodeJS.Timeout;
  #downloads = 0;
  #shown = "";

  private constructor(
    readonly specs: readonly string[],
    readonly handle: DisplayHandle,
  ) {
    this.#ticking = setInterval(() => void this.#show(this.#line()), showEveryMs);
  }

  static async show(specs: readonly string[]): Promise<Report> {
    return new Report(specs, await display({ "text/plain": `Installing ${specs.join(", ")} …` }));
  }

  /** Takes a line of npm's log; warnings are shown as they are. */
  hear(line: string): void {
    if (/^npm http (fetch|cache)/i.test(line)) this.#downloads++;
    else if (isWarning(line)) process.stderr.write(`${line}\n`);
  }

  /** Shows the last word. */
  end(text: string): Promise<void> {
    clearInterval(this.#ticking);
    return this.#show(text);
  }

  async #show(text: string): Promise<void> {
    if (text === this.#shown) return;
    this.#shown = text;
    await this.handle.update({ "text/plain": text });
  }

  #line(): string {
    const seconds = Math.round((performance.now() - this.#started) / 1000);
    return `Installing ${this.specs.join(", ")} … ${this.#downloads} from npm, ${seconds} s`;
  }
}
