import { type Answered, InferenceChild } from "./childProcess.js";
import type { Ask, Room } from "./wire/messages.js";

/** Something to ask, and for whom. */
interface Job {
  readonly ask: Ask;
  readonly arrays: readonly ArrayBufferView[];
  readonly signal: AbortSignal | undefined;
  resolve(answered: Answered): void;
  reject(reason: unknown): void;
}

/**
 * The processes of one device. What is asked waits here, in order, until one is free: a process never has more
 * than it computes, so that killing it takes nothing else along.
 */
export class Crew {
  readonly #children: InferenceChild[];
  readonly #waiting: Job[] = [];
  /** the process that has each network loaded already */
  readonly #homes = new Map<string, InferenceChild>();
  readonly #idleMs: number;
  #idle: NodeJS.Timeout | undefined;

  constructor(processes: number, room: Room, idleMs: number, env: NodeJS.ProcessEnv = {}) {
    this.#children = Array.from({ length: processes }, () => new InferenceChild(room, env));
    this.#idleMs = idleMs;
  }

  /** @throws ChildLost; the signal's reason */
  ask(ask: Ask, arrays: readonly ArrayBufferView[] = [], signal?: AbortSignal): Promise<Answered> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const aborted = (): void => {
        const at = this.#waiting.indexOf(job);
        if (at < 0) return; // it is being computed: its process hears the signal
        this.#waiting.splice(at, 1);
        reject(signal?.reason);
      };
      const done = (): void => signal?.removeEventListener("abort", aborted);
      const job: Job = {
        ...{ ask, arrays, signal },
        resolve: (answered) => {
          done();
          resolve(answered);
        },
        reject: (reason) => {
          done();
          reject(reason);
        },
      };
      signal?.addEventListener("abort", aborted);
      this.#waiting.push(job);
      this.#next();
    });
  }

  /** The numbers of its processes, for people and tests. */
  get pids(): readonly number[] {
    return this.#children.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /** Ends all; what they compute is lost. */
  close(): void {
    clearTimeout(this.#idle);
    for (const child of this.#children) child.kill();
  }

  #next(): void {
    clearTimeout(this.#idle);
    const job = this.#waiting[0];
    const free = job && this.#freeFor(job.ask);
    if (!free) {
      if (this.#waiting.length === 0 && this.#children.every(({ isBusy }) => !isBusy)) this.#rest();
      return;
    }
    this.#waiting.shift();
    const path = pathOf(job.ask);
    if (path !== undefined) this.#homes.set(path, free);
    free
      .ask(job.ask, job.arrays, job.signal)
      .then(job.resolve, job.reject)
      .finally(() => this.#next());
    this.#next();
  }

  /** A free process, best the one that has the network. */
  #freeFor(ask: Ask): InferenceChild | undefined {
    const path = pathOf(ask);
    const home = path === undefined ? undefined : this.#homes.get(path);
    return home && !home.isBusy ? home : this.#children.find(({ isBusy }) => !isBusy);
  }

  /** Memory goes back when nothing has been asked for a while. */
  #rest(): void {
    this.#idle = setTimeout(() => this.close(), this.#idleMs).unref();
  }
}

const pathOf = (ask: Ask): string | undefined =>
  ask.ask === "run" || ask.ask === "load" ? ask.model.path : ask.ask === "release" ? ask.path : undefined;
