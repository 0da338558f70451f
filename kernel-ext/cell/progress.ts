import { randomUUID } from "node:crypto";
import { KernelError } from "../errors.js";
import { type MimeBundle, requireRuntime } from "../runtime.js";
import { escapeHtml } from "./escapeHtml.js";

export interface ProgressOptions {
  label?: string;
  /** how many there will be, where the iterable does not know */
  total?: number;
}

const showEveryMs = 100;

function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

type Ending = "done" | "stopped" | undefined;

/** What is known of a loop at one moment. */
interface Moment {
  label: string;
  done: number;
  total: number | undefined;
  seconds: number;
  ending: Ending;
}

/** `Rendering 30 %, 3 of 10, 1.2 per second, 0:06 left`, `Rendering stopped at 30 %, 3 of 10, 0:02 in all` */
function lineOf({ label, done, total, seconds, ending }: Moment): string {
  const rate = done / Math.max(seconds, 1e-3);
  const parts = [total ? `${Math.floor((100 * done) / total)} %, ${done} of ${total}` : `${done}`];
  if (ending) parts.push(`${duration(seconds)} in all`);
  else parts.push(`${rate.toPrecision(2)} per second`);
  if (!ending && total && done > 0) parts.push(`${duration((total - done) / rate)} left`);
  const words = [label, ending === "stopped" ? "stopped at" : "", parts.join(", ")];
  return words.filter((word) => word !== "").join(" ");
}

function bundleOf(moment: Moment): MimeBundle {
  const { label, done, total, ending } = moment;
  const line = lineOf(moment);
  const colour = ending === "stopped" ? ' style="accent-color: var(--jp-error-color1, #c62828)"' : "";
  const value = total ? ` value="${done}"` : "";
  const name = escapeHtml(label || "Progress");
  const bar = `<progress aria-label="${name}" max="${total ?? 1}"${value}${colour}></progress> `;
  // A bar of unknown length would move for ever.
  const hasBar = ending !== "done" && !(ending === "stopped" && !total);
  return { "text/plain": line, "text/html": (hasBar ? bar : "") + escapeHtml(line) };
}

class Report {
  readonly #started = performance.now();
  readonly #displayId = randomUUID();
  readonly #forget: () => void;
  #done = 0;
  #shownAt = Number.NEGATIVE_INFINITY;
  #isShown = false;
  #ending: Ending;

  constructor(
    readonly label: string,
    readonly total: number | undefined,
  ) {
    // A loop that waits is left by an interrupt without a word: its `finally` never runs.
    this.#forget = requireRuntime("progress").onInterrupt(() => this.end("stopped"));
    this.#show();
  }

  step(): void {
    if (this.#ending) return;
    this.#done++;
    if (performance.now() - this.#shownAt >= showEveryMs) this.#show();
  }

  end(ending: "done" | "stopped"): void {
    if (this.#ending) return;
    this.#ending = ending;
    this.#forget();
    this.#show();
  }

  #show(): void {
    this.#shownAt = performance.now();
    const seconds = (this.#shownAt - this.#started) / 1000;
    const { label, total } = this;
    const bundle = bundleOf({ label, total, done: this.#done, seconds, ending: this.#ending });
    requireRuntime("progress").display(bundle, { displayId: this.#displayId, update: this.#isShown });
    this.#isShown = true;
  }
}

function sizeOf(items: object): number | undefined {
  const { length, size } = items as { length?: unknown; size?: unknown };
  return typeof length === "number" ? length : typeof size === "number" ? size : undefined;
}

/**
 * Shows how far a loop is, in text and, where HTML is shown, as a bar; in the end one line remains,
 * which says where a loop was left early or interrupted.
 *
 * @example
 * for (const seed of progress([1, 2, 3], { label: "Rendering" })) render(seed);
 * for await (const line of progress(lines)) read(line);
 * for (const i of progress(10)) step(i); // 0 … 9
 *
 * @param items what is looped over, or how often
 */
export function progress(times: number, options?: ProgressOptions): Iterable<number>;
export function progress<T>(items: Iterable<T>, options?: ProgressOptions): Iterable<T>;
export function progress<T>(items: AsyncIterable<T>, options?: ProgressOptions): AsyncIterable<T>;
export function progress<T>(
  given: Iterable<T> | AsyncIterable<T> | number,
  options: ProgressOptions = {},
): Iterable<T> | AsyncIterable<T> | Iterable<number> {
  if (typeof given === "number") return progress(upTo(given), options);
  const items = loopable(given);
  const { label = "", total = sizeOf(items) } = options;
  // A string has no `in`.
  const isSync = (of: typeof items): of is Iterable<T> => Symbol.iterator in Object(of);
  return isSync(items) ? each(items, label, total) : eachAsync(items, label, total);
}

function upTo(times: number): number[] {
  if (Number.isInteger(times) && times >= 0) return Array.from({ length: times }, (_, i) => i);
  throw new KernelError(
    `progress takes a whole number of turns from 0 on, but got ${times}`,
    "Pass 10, or what is to be looped over.",
  );
}

function loopable<T extends object>(items: T): T {
  const object = Object(items ?? 0);
  if (Symbol.iterator in object || Symbol.asyncIterator in object) return items;
  throw new KernelError(
    `progress needs something to loop over, but got ${items === null ? "null" : typeof items}`,
    "Pass an array, a generator, an async iterable or a number of turns.",
  );
}

function* each<T>(items: Iterable<T>, label: string, total: number | undefined): Generator<T> {
  const report = new Report(label, total);
  try {
    for (const item of items) {
      yield item;
      report.step();
    }
    report.end("done");
  } finally {
    report.end("stopped");
  }
}

async function* eachAsync<T>(
  items: AsyncIterable<T>,
  label: string,
  total: number | undefined,
): AsyncGenerator<T> {
  const report = new Report(label, total);
  try {
    for await (const item of items) {
      yield item;
      report.step();
    }
    report.end("done");
  } finally {
    report.end("stopped");
  }
}
