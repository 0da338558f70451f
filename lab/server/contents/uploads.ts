/** Large files come in chunks 1, 2, … and -1; they gather beside their target until the last one. */
import { rmSync } from "node:fs";
import { appendFile, realpath, rm, writeFile } from "node:fs/promises";
import { HttpError } from "../../errors.js";
import { putInPlace, unfinishedBeside } from "../atomicFile.js";

export class Uploads {
  /** the gathering file by its target */
  readonly #gathering = new Map<string, string>();

  /** Takes a chunk. Throws 400 for one whose first chunk never came. */
  async take(linkOrPlace: string, chunk: unknown, bytes: Uint8Array): Promise<void> {
    if (!Number.isInteger(chunk)) throw new HttpError(400, "The chunk must be a whole number.");
    const place = await realpath(linkOrPlace).catch(() => linkOrPlace);
    try {
      await this.#gather(place, chunk as number, bytes);
    } catch (error) {
      if (!(error instanceof HttpError)) await this.#drop(place);
      throw error;
    }
  }

  /** Forgets uploads that were begun and never ended. */
  close(): void {
    for (const file of this.#gathering.values()) rmSync(file, { force: true });
    this.#gathering.clear();
  }

  async #gather(place: string, chunk: number, bytes: Uint8Array): Promise<void> {
    if (chunk === 1) {
      await this.#drop(place);
      const file = unfinishedBeside(place);
      this.#gathering.set(place, file);
      await writeFile(file, bytes, { flag: "wx" });
      return;
    }
    const file = this.#gathering.get(place);
    if (!file) throw new HttpError(400, "The upload has no first chunk.");
    await appendFile(file, bytes);
    if (chunk !== -1) return;
    await putInPlace(file, place);
    this.#gathering.delete(place);
  }

  async #drop(place: string): Promise<void> {
    const file = this.#gathering.get(place);
    if (file) await rm(file, { force: true });
    this.#gathering.delete(place);
  }
}
