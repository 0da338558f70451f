/** More of a log than anybody reads in an error. */
const MAX_LENGTH = 4000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with one
const COLOURS = /\u001b\[[0-9;]*m/g;

/** The end of what a process writes, without colours. */
export class LastLines {
  #text = "";

  add(bytes: Uint8Array): void {
    this.#text = (this.#text + Buffer.from(bytes).toString("utf8").replace(COLOURS, "")).slice(-MAX_LENGTH);
  }

  clear(): void {
    this.#text = "";
  }

  get text(): string {
    return this.#text.trim();
  }
}
