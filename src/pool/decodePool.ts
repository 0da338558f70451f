import { availableParallelism } from "node:os";
import { type Painted, paintedImage } from "../codecs/painted.js";
import { ArgumentError, describeValue } from "../errors.js";
import type { RgbImage } from "../image/rgbImage.js";
import { argumentsForBands, argumentsForWorkers, type Band, bandsOf } from "./bands.js";
import { Crew, type Ticket } from "./crew.js";
import type { DecodeArguments, Decoded, DecodeTask } from "./decoders.js";
import { Gathering } from "./gather.js";
import { type StartWorker, startThread } from "./poolWorker.js";

/** Options of a `DecodePool`. */
export interface DecodePoolOptions {
  /** how many workers at most; default: as many as the machine has processors, at most 8 */
  readonly workers?: number;
  /** after how many milliseconds without work a worker ends; default 5000 */
  readonly idleMs?: number;
  /** how workers are started; default: as threads of Node */
  readonly start?: StartWorker;
}

/** Options of one call. */
export interface PoolCallOptions {
  /** stops the work; the promise is rejected with its reason, at once */
  readonly signal?: AbortSignal;
}

/**
 * Decodes in worker threads, so that the thread which asks stays free: many pictures side by side, and a large
 * one in bands of rows where its pixels do not depend on each other (depth, normals, classes). Results are those
 * of `decodeDepth` and its kin, to the last bit. Workers start when they are needed, end when they have been idle
 * for a while, and do not keep a process alive; nothing has to be closed.
 *
 * The pixels of a picture are copied once on their way to a worker (not if they lie in a SharedArrayBuffer);
 * results come without a copy, those of bands with one.
 *
 * @throws ArgumentError for a number of workers that is none
 * @example
 * const pool = new DecodePool();
 * const depth = await pool.decode("depth", painted);
 * const labels = await pool.decode("semantic", painted, [{ cat: "red" }], { signal: AbortSignal.timeout(1000) });
 * for await (const depth of pool.decodeMany("depth", pictures)) console.log(`${depth}`);
 */
export class DecodePool {
  readonly #crew: Crew;
  readonly #workers: number;

  constructor({ workers = defaultWorkers(), idleMs = 5000, start = startThread }: DecodePoolOptions = {}) {
    if (!(Number.isInteger(workers) && workers >= 1 && workers <= 64)) {
      throw new ArgumentError({
        argument: "workers",
        expected: "a whole number from 1 to 64",
        got: describeValue(workers),
        remedy: "leave it out for as many as the machine has processors",
      });
    }
    this.#workers = workers;
    this.#crew = new Crew(workers, idleMs, start);
  }

  /**
   * Decodes one picture.
   *
   * @param task "depth", "normals", "semantic", "instances" or "referring"
   * @param args what the task's decoder takes after the picture: `[options?]`, or `[legend, options?]`
   * @returns what that decoder gives
   * @throws what that decoder throws; the signal's reason (an AbortError by default); WorkerLostError
   */
  decode<T extends DecodeTask>(
    task: T,
    picture: Painted,
    ...[args, { signal } = {}]: PoolCall<T>
  ): Promise<Decoded<T>> {
    return new Promise((resolve, reject) => {
      const painted = paintedImage("painted", picture);
      signal?.throwIfAborted();
      const given = argumentsForWorkers(task, args ?? []);
      const bands = bandsOf(task, painted, given);
      const forBands = bands.length > 1 ? argumentsForBands(task, painted, given) : given;
      const gathering = new Gathering(painted.height);
      const tickets = new Set<Ticket>();
      const settled = () => {
        signal?.removeEventListener("abort", aborted);
        // What is left is of no use any more. A band is soon done, a whole picture may take long.
        for (const ticket of tickets) this.#crew.drop(ticket, bands.length === 1);
        tickets.clear();
      };
      const failed = (reason: unknown) => {
        settled();
        reject(reason);
      };
      const aborted = () => failed(signal?.reason);
      signal?.addEventListener("abort", aborted);
      for (const band of bands) {
        const ticket: Ticket = {
          make: () => ({ task, args: forBands, ...rowsOf(painted, band) }),
          failed: (error) => tickets.delete(ticket) && failed(error),
          done: (result) => {
            // One that was aborted meanwhile has no ticket any more.
            if (!tickets.delete(ticket)) return;
            gathering.add(result, band);
            if (tickets.size > 0) return;
            settled();
            resolve(gathering.finished(task));
          },
        };
        tickets.add(ticket);
      }
      for (const ticket of [...tickets]) this.#crew.add(ticket);
    });
  }

  /**
   * Decodes many pictures, a few of them at a time; results come in the order of the pictures. Pictures that are
   * read as they are asked for, as by an async generator, are read ahead no farther than the workers go.
   *
   * @throws as `decode`, at the picture that fails; what comes after it is dropped
   */
  async *decodeMany<T extends DecodeTask>(
    task: T,
    pictures: Iterable<Painted> | AsyncIterable<Painted>,
    ...call: PoolCall<T>
  ): AsyncGenerator<Decoded<T>, void, undefined> {
    const [args, { signal } = {}] = call;
    const stop = new AbortController();
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const running: Promise<Decoded<T>>[] = [];
    const next = (): Promise<Decoded<T>> => {
      // One that was decoded already is not wanted any more either.
      signal?.throwIfAborted();
      return running.shift() as Promise<Decoded<T>>;
    };
    try {
      for await (const painted of pictures) {
        const decoded = this.decode(task, painted, ...([args, { signal: either }] as unknown as PoolCall<T>));
        // It is awaited in its turn; until then a failure is not one that nobody handles.
        decoded.catch(() => {});
        running.push(decoded);
        if (running.length > this.#workers) yield await next();
      }
      while (running.length > 0) yield await next();
    } finally {
      stop.abort();
    }
  }

  /** Ends all workers at once; what is not yet decoded fails with an AbortError. The pool can be used again. */
  close(): void {
    this.#crew.close(new DOMException("The pool was closed", "AbortError"));
  }
}

/** What follows the picture in a call; a decoder without required arguments can be called without any. */
export type PoolCall<T extends DecodeTask> = [] extends DecodeArguments<T>
  ? [args?: DecodeArguments<T>, options?: PoolCallOptions]
  : [args: DecodeArguments<T>, options?: PoolCallOptions];

const defaultWorkers = (): number => Math.min(8, availableParallelism());

/** A copy of the rows, which is given away; or the rows themselves where memory is shared. */
function rowsOf({ width, data, samples16, provenance }: RgbImage, { from, to }: Band) {
  const rows = <A extends Uint8Array | Uint16Array>(plane: A): A => {
    const part = plane.subarray(3 * width * from, 3 * width * to) as A;
    return (plane.buffer instanceof ArrayBuffer ? part.slice() : part) as A;
  };
  const deep = samples16 && { samples16: rows(samples16) };
  return { width, height: to - from, data: rows(data), ...deep, provenance };
}
