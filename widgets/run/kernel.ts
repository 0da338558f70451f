import type { LiveSweep } from "vision-peel/evaluation";
import type { GenerateProgress } from "vision-peel/generators";
import { checkViewOptions } from "../shared/checkGiven.js";
import { refuse } from "../shared/checks.js";
import { wordOf } from "../shared/draw/words.js";
import { type Still, View } from "../shared/view.js";
import {
  MOST_FAILURES,
  MOST_PACES,
  type RunFailure,
  type RunRequest,
  type RunState,
  runModule,
  runStart,
} from "./state.js";
import { runWords } from "./words.js";

/** What long work is given: when to end, and whom to tell how far it is. */
export interface RunHandle {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: GenerateProgress) => void;
}

/** What `new RunView` takes: a sweep, or work that is done now. */
export interface RunViewOptions<Result> {
  /** of `startSweep` or `followSweep`: here, or on many workers */
  readonly run?: LiveSweep;
  /** work to do now; give its signal and its onProgress to a generator or a task */
  readonly work?: (handle: RunHandle) => Promise<Result>;
  /** what it is; default the sweep's name */
  readonly title?: string;
}

/** At least so long between two changes on the page, in milliseconds: a fast sweep has thousands of samples. */
const PAUSE_MS = 200;

/**
 * How far long work is: a bar, rate, time left, cost, what failed and why, and a button that ends it. It shows a sweep,
 * here or on many workers, or the work of a cell.
 *
 * @throws ArgumentError unless there is either a sweep or work
 * @example new RunView({ run: startSweep(plan, work, { folder: "results" }) })
 * @example
 * const view = new RunView({ title: "Depth", work: (how) => estimateDepth(photo, { generator, ...how }) });
 * display(view);
 * const { depth } = await view.result;
 */
export class RunView<Result = unknown> extends View<RunState, never> {
  /** what the work gives; of a sweep how it has ended */
  readonly result: Promise<Result>;
  readonly #cancel: () => void;
  readonly #openers = new Set<(id: string) => void>();
  #news: Partial<RunState> = {};
  #shownAt = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RunViewOptions<Result>) {
    checkViewOptions("RunView", options, ["run", "work", "title"]);
    const { run, work, title = run?.name ?? "Work" } = options;
    if ((run === undefined) === (work === undefined))
      refuse(
        "run or work",
        "one of the two",
        run,
        "pass { run: startSweep(…) }, or { work: (how) => … }",
        run ? "both" : "neither",
      );
    if (work !== undefined && typeof work !== "function")
      refuse("work", "a function that does it", work, "pass (how) => estimateDepth(photo, how)");
    if (run !== undefined && typeof (run as Partial<LiveSweep> | null)?.onChange !== "function")
      refuse("run", "a sweep", run, "pass what startSweep or followSweep gives");
    super({
      module: runModule,
      state: { ...runStart, title },
      controlNames: [],
      planes: [],
      check: (changes) => changes,
      still: () => barOf(this.#now()),
      store: () => ({
        view: runModule.viewName,
        version: runModule.version,
        ...{ width: 1, height: 1, planes: {} },
        // Who opens the notebook later meets work that is over.
        stateAt: () => ({ ...this.#now(), opens: false }),
      }),
    });
    this.onMessage((content) => this.#answer(content as unknown as RunRequest));
    if (run) {
      this.#cancel = () => run.cancel();
      this.result = this.#follow(run) as Promise<Result>;
    } else {
      const controller = new AbortController();
      this.#cancel = () => controller.abort();
      this.result = this.#do(work as NonNullable<typeof work>, controller.signal);
    }
    // Whoever looks at the view alone has seen it fail.
    this.result.catch(() => {});
  }

  /** Ends it: nothing more is begun, what is done stays. */
  cancel(): void {
    this.#cancel();
  }

  /** Calls the handler with the id of a failure that was pressed. Returns how to stop. */
  onOpen(handler: (id: string) => void): () => void {
    this.#openers.add(handler);
    this.#tell({ opens: true });
    return () => this.#openers.delete(handler);
  }

  async #follow(run: LiveSweep): Promise<unknown> {
    const show = (): void => {
      const { progress, state, error } = run;
      const failure = progress?.lastFailure;
      this.#tell({
        ...(progress && {
          ...{ total: progress.total, done: progress.done, found: progress.found, failed: progress.failed },
          ...{ running: progress.running, perSecond: progress.perSecond, costUsd: progress.costUsd },
          secondsLeft: progress.secondsLeft ?? null,
        }),
        ...(failure && { failures: withFailure(this.#now().failures, failure) }),
        ...{ phase: state, reason: state === "failed" ? reasonOf(error) : "" },
      });
    };
    run.onChange(show);
    show();
    const end = await run.ended;
    show();
    return end;
  }

  async #do(work: (handle: RunHandle) => Promise<Result>, signal: AbortSignal): Promise<Result> {
    const begun = performance.now();
    try {
      const result = await work({
        signal,
        onProgress: ({ stage, done, total }) => {
          const seconds = (performance.now() - begun) / 1000;
          const perSecond = done / seconds;
          this.#tell({
            stage,
            done,
            total,
            perSecond,
            secondsLeft: done > 0 ? (total - done) / perSecond : null,
          });
        },
      });
      const { total } = this.#now();
      this.#tell({ phase: "finished", stage: "", done: total, secondsLeft: null });
      return result;
    } catch (error) {
      this.#tell({
        phase: signal.aborted ? "cancelled" : "failed",
        reason: signal.aborted ? "" : reasonOf(error),
      });
      throw error;
    }
  }

  #answer(asked: RunRequest): void {
    if (asked.request === "cancel") this.cancel();
    else if (asked.request === "open") for (const handler of [...this.#openers]) handler(asked.id);
  }

  /** The state with what is not told yet. */
  #now(): RunState {
    const shown = Object.fromEntries(
      Object.keys(runStart).map((name) => [name, this.get(name as keyof RunState)]),
    ) as unknown as RunState;
    return { ...shown, ...this.#news };
  }

  #tell(news: Partial<RunState>): void {
    this.#news = { ...this.#news, ...news };
    const isOver = (news.phase ?? "running") !== "running";
    const wait = isOver ? 0 : PAUSE_MS - (performance.now() - this.#shownAt);
    if (wait > 0) {
      this.#timer ??= setTimeout(() => this.#show(), wait);
      return;
    }
    this.#show();
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.isClosed) return;
    this.#shownAt = performance.now();
    const { pace, done } = this.#now();
    this.update({ ...this.#news, pace: [...pace, done].slice(-MOST_PACES) });
    this.#news = {};
  }

  override toString(): string {
    const state = this.#now();
    return `${state.title}: ${runWords(state)}`;
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function withFailure(failures: readonly RunFailure[], { id, error }: RunFailure): readonly RunFailure[] {
  if (failures[0]?.id === id && failures[0].error === error) return failures;
  return [{ id, error }, ...failures.filter((one) => one.id !== id)].slice(0, MOST_FAILURES);
}

const [WIDTH, HEIGHT] = [420, 14];
const colours = {
  running: wordOf(25, 118, 210),
  finished: wordOf(56, 142, 60),
  cancelled: wordOf(245, 166, 35),
  failed: wordOf(211, 47, 47),
} as const;

/** The bar as a picture. */
function barOf({ total, done, failed, phase }: RunState): Still {
  const pixels = new Uint32Array(WIDTH * HEIGHT).fill(wordOf(225, 228, 232));
  const to = (count: number): number => (total > 0 ? Math.round((WIDTH * count) / total) : 0);
  for (let y = 0; y < HEIGHT; y++) {
    pixels.fill(colours[phase], y * WIDTH, y * WIDTH + to(done));
    pixels.fill(colours.failed, y * WIDTH + to(done), y * WIDTH + Math.min(WIDTH, to(done + failed)));
  }
  return { frame: { width: WIDTH, height: HEIGHT, left: 0, top: 0, scale: 1 }, pixels };
}
