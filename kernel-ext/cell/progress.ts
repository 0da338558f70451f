import { randomUUID } from "node:crypto";
import { type MimeBundle, requireRuntime } from "../runtime.js";

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

/** `Rendering 30 %, 3 of 10, 1.2 per second, 0:06 left` */
function lineOf(
  label: string,
  done: number,
  total: number | undefined,
  seconds: number,
  isOver: boolean,
): string {
  const rate = done / Math.max(seconds, 1e-3);
  const parts = [
    total ? `${Math.floor((100 * done) / total)} %, ${done} of ${total}` : `${done}`,
    `${rate.toPrecision(2)} per second`,
  ];
  if (isOver) parts[1] = `${duration(seconds)} in all`;
  else if (total && done > 0) parts.push(`${duration((total - done) / rate)} left`);
  return `${label ? `${label} ` : ""}${parts.join(", ")}`;
}

function bundleOf(
  label: string,
  done: number,
  total: number | undefined,
  seconds: number,
  isOver: boolean,
): MimeBundle {
  const line = lineOf(label, done, total, seconds, isOver);
  const escaped = line.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const bar = `<progress max="${total ?? 1}" ${total || isOver ? `value="${total ? done : 1}"` : ""}></progress>`;
  return { "text/plain": line, "text/html": isOver ? escaped : `${bar} ${escaped}` };
}

class Report {
  readonly #started = performance.now();
  readonly #displayId = randomUUID();
  #done = 0;
  #shownAt = Number.NEGATIVE_INFINITY;
  #isShown = false;

  constructor(
    readonly label: string,
    readonly total: number | undefined,
  ) {
    this.#show(false);
  }

  step(): void {
    this.#done++;
    if (performance.now() - this.#shownAt >= showEveryMs) this.#show(false);
  }

  end(): void {
    this.#show(true);
  }

  #show(isOver: boolean): void {
    this.#shownAt = performance.now();
    const seconds = (this.#shownAt - this.#started) / 1000;
    const bundle = bundleOf(this.label, this.#done, this.total, seconds, isOver);
    requireRuntime("progress").display(bundle, { displayId: this.#displayId, update: this.#isShown });
    this.#isShown = true;
  }
}

function sizeOf(items: object): number | undefined {
  const { length, size } = items as { length?: unknown; size?: unknown };
  return typeof length === "number" ? length : typeof size === "number" ? size : undefined;
}

/**
 * Shows how far a loop is, in text and, where HTML is shown, as a bar; in the end one line remains.
 *
 * @example
 * for (const seed of progress([1, 2, 3], { label: "Rendering" })) render(seed);
 * for await (const line of progress(lines)) read(line);
 */
export function progress<T>(items: Iterable<T>, options?: ProgressOptions): Iterable<T>;
export function progress<T>(items: AsyncIterable<T>, options?: ProgressOptions): AsyncIterable<T>;
export function progress<T>(
  items: Iterable<T> | AsyncIterable<T>,
  { label = "", total = sizeOf(items) }: ProgressOptions = {},
): Iterable<T> | AsyncIterable<T> {
  return Symbol.iterator in items ? each(items, label, total) : eachAsync(items, label, total);
}

function* each<T>(items: Iterable<T>, label: string, total: number | undefined): Generator<T> {
  const report = new Report(label, total);
  try {
    for (const item of items) {
      yield item;
      report.step();
    }
  } finally {
    report.end();
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
  } finally {
    report.end();
  }
}
