/**
 * The results of a sweep on disk: a line of JSON for each sample, in the order in which they came. A line is written
 * whole or, by a crash, is the last and not whole, and then is not there. Where a line lies is kept, not what it says,
 * so that memory does not grow with what results hold.
 */
import { type FileHandle, open } from "node:fs/promises";
import { unwritable } from "../../image/writeFileSafely.js";
import type { Json, SampleOutcome } from "./plan.js";

/** What is kept of a sample that was worked on. */
export interface SampleResult<Value extends Json = Json> extends SampleOutcome<Value> {
  readonly id: string;
  readonly seconds: number;
}

/** What is kept of one that failed; a later call tries it again. */
export interface SampleFailure {
  readonly id: string;
  readonly error: string;
}

const LINE_END = 10;
const PIECE_BYTES = 1 << 20;

export class ResultLog {
  readonly #file: FileHandle;
  readonly #places = new Map<string, readonly [offset: number, length: number]>();
  readonly #failures = new Map<string, SampleFailure>();
  #end = 0;
  #writing: Promise<unknown> = Promise.resolve();
  /** of the results that were there */
  costUsd = 0;

  private constructor(
    readonly path: string,
    file: FileHandle,
  ) {
    this.#file = file;
  }

  /**
   * Opens a log to be written, which is made if it is not there. What a crash left of its last line is cut off.
   *
   * @throws UnwritableError where it cannot be written
   */
  static async open(path: string): Promise<ResultLog> {
    const file = await open(path, "a+").catch((cause) => {
      throw unwritable(path, cause);
    });
    const log = new ResultLog(path, file);
    const size = await log.#read();
    if (log.#end < size) await file.truncate(log.#end);
    return log;
  }

  /** Opens one to be read, also while somebody writes it. */
  static async read(path: string): Promise<ResultLog> {
    const log = new ResultLog(path, await open(path, "r"));
    await log.#read();
    return log;
  }

  get count(): number {
    return this.#places.size;
  }

  /** of the samples that have a result, in the order in which these came */
  get ids(): readonly string[] {
    return [...this.#places.keys()];
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  get failures(): readonly SampleFailure[] {
    return [...this.#failures.values()];
  }

  /** Keeps a result, unless there is one of this sample; tells whether it was the first. */
  async add(result: SampleResult): Promise<boolean> {
    if (this.#places.has(result.id)) return false;
    const line = Buffer.from(`${JSON.stringify(result)}\n`);
    this.#places.set(result.id, [this.#end, line.length]);
    this.#failures.delete(result.id);
    this.costUsd += result.costUsd ?? 0;
    await this.#append(line);
    return true;
  }

  async addFailure(failure: SampleFailure): Promise<void> {
    if (this.#places.has(failure.id)) return;
    this.#failures.set(failure.id, failure);
    await this.#append(Buffer.from(`${JSON.stringify(failure)}\n`));
  }

  /** Forgets results, so that their samples are worked on again. What they have cost is spent. */
  async drop(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      if (!this.#places.delete(id)) continue;
      await this.#append(Buffer.from(`${JSON.stringify({ id, isDropped: true })}\n`));
    }
  }

  /** The results of samples, in the order in which they are asked for; those that have none are left out. */
  async *results<Value extends Json>(ids: Iterable<string>): AsyncGenerator<SampleResult<Value>> {
    await this.#writing;
    for (const id of ids) {
      const place = this.#places.get(id);
      if (place) yield JSON.parse((await this.#line(place)).toString()) as SampleResult<Value>;
    }
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#file.close();
  }

  /** One after the other: a line lies where it was said to lie. */
  #append(line: Buffer): Promise<unknown> {
    this.#end += line.length;
    const written = this.#writing.then(() =>
      this.#file.appendFile(line).catch((cause) => {
        throw unwritable(this.path, cause);
      }),
    );
    this.#writing = written.catch(() => {});
    return written;
  }

  async #line([offset, length]: readonly [number, number]): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    await this.#file.read(bytes, 0, length, offset);
    return bytes;
  }

  /** Returns how many bytes there are, whole lines or not. */
  async #read(): Promise<number> {
    const { size } = await this.#file.stat();
    let rest = Buffer.alloc(0);
    for (let at = 0; at < size; at += PIECE_BYTES) {
      const piece = await this.#line([at, Math.min(PIECE_BYTES, size - at)]);
      rest = this.#readLines(Buffer.concat([rest, piece]));
    }
    return size;
  }

  /** Reads the whole lines of a piece, and returns what is left of it. */
  #readLines(bytes: Buffer): Buffer<ArrayBuffer> {
    let from = 0;
    for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, from)) {
      const length = end + 1 - from;
      this.#know(bytes.subarray(from, end).toString(), [this.#end, length]);
      this.#end += length;
      from = end + 1;
    }
    return Buffer.from(bytes.subarray(from));
  }

  /** A line that a hand has damaged is as if it were not there: its sample is worked on again. */
  #know(line: string, place: readonly [number, number]): void {
    let read: Partial<SampleResult & SampleFailure & { isDropped: boolean }> | null;
    try {
      read = JSON.parse(line);
    } catch {
      return;
    }
    if (typeof read?.id !== "string") return;
    if (read.isDropped === true) return void this.#places.delete(read.id);
    if (this.#places.has(read.id)) return;
    if (read.error !== undefined) return void this.#failures.set(read.id, { id: read.id, error: read.error });
    if (read.value === undefined) return;
    this.#places.set(read.id, place);
    this.#failures.delete(read.id);
    this.costUsd += read.costUsd ?? 0;
  }
}
