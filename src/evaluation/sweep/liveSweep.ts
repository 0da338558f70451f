import { DISPLAY } from "../../image/display.js";
import { liveView } from "../../image/liveView.js";
import type { MimeBundle } from "../../image/types.js";
import type { SweepProgress } from "./progress.js";
import { sweepWords } from "./sweepWords.js";

export type SweepState = "running" | "finished" | "cancelled" | "failed";

/** What makes a live sweep live. */
export interface SweepHandle {
  /** tells of every change; an end that is no error is "finished" or "cancelled" */
  follow(tell: (progress: SweepProgress) => void): Promise<"finished" | "cancelled">;
  cancel(): void;
}

/**
 * A sweep that is under way, here or elsewhere: how far it is, how fast, how long still, what it has cost, what failed.
 * In a notebook it shows itself, moves, and has a button that cancels it. `startSweep` and `followSweep` make one.
 */
export class LiveSweep {
  readonly name: string;
  readonly #handle: SweepHandle;
  readonly #handlers = new Set<(sweep: LiveSweep) => void>();
  #progress: SweepProgress | undefined;
  #state: SweepState = "running";
  #error: unknown;
  /** settles when it has ended, however it ends; never rejects */
  readonly ended: Promise<SweepState>;

  constructor(name: string, handle: SweepHandle) {
    this.name = name;
    this.#handle = handle;
    this.ended = this.#follow();
  }

  /** undefined before the first news */
  get progress(): SweepProgress | undefined {
    return this.#progress;
  }

  get state(): SweepState {
    return this.#state;
  }

  /** why it has failed */
  get error(): unknown {
    return this.#error;
  }

  /** Calls the handler at every change. Returns how to stop. */
  onChange(handler: (sweep: LiveSweep) => void): () => void {
    this.#handlers.add(handler);
    return () => void this.#handlers.delete(handler);
  }

  /** Begins nothing more, and keeps what is done: the same call goes on from there. */
  cancel(): void {
    if (this.#state === "running") this.#handle.cancel();
  }

  toString(): string {
    return sweepWords(this);
  }

  [DISPLAY](): MimeBundle | Promise<MimeBundle> {
    return liveView("liveSweep", this, { "text/plain": this.toString() });
  }

  async #follow(): Promise<SweepState> {
    // Handlers are added after the constructor: what comes at once is told to them, too.
    await undefined;
    try {
      this.#state = await this.#handle.follow((progress) => {
        this.#progress = progress;
        this.#tell();
      });
    } catch (error) {
      this.#error = error;
      this.#state = (error as Error)?.name === "AbortError" ? "cancelled" : "failed";
    }
    this.#tell();
    return this.#state;
  }

  #tell(): void {
    for (const handler of [...this.#handlers]) handler(this);
  }
}
