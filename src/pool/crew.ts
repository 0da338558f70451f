import { ArgumentError, WorkerLostError } from "../errors.js";
import { type Job, type Reply, receivedError } from "./messages.js";
import type { PoolWorker, StartWorker } from "./poolWorker.js";

/** A job that waits for a worker, or runs. */
export interface Ticket {
  /** made when a worker is free, so that what waits needs no memory */
  readonly make: () => Omit<Job, "id">;
  readonly done: (result: object) => void;
  readonly failed: (error: unknown) => void;
}

interface Member {
  readonly worker: PoolWorker;
  ticket: Ticket | undefined;
  idle: ReturnType<typeof setTimeout> | undefined;
}

/** Workers and the queue before them: first come, first served. */
export class Crew {
  readonly #start: StartWorker;
  readonly #size: number;
  readonly #idleMs: number;
  readonly #members = new Set<Member>();
  #queue: Ticket[] = [];
  #lastId = 0;

  constructor(size: number, idleMs: number, start: StartWorker) {
    this.#size = size;
    this.#idleMs = idleMs;
    this.#start = start;
  }

  add(ticket: Ticket): void {
    this.#queue.push(ticket);
    this.#assign();
  }

  /** Drops a ticket; where it runs already, its worker is ended if that is the quickest way to stop it. */
  drop(ticket: Ticket, isLong: boolean): void {
    this.#queue = this.#queue.filter((one) => one !== ticket);
    for (const member of this.#members) if (isLong && member.ticket === ticket) this.#dismiss(member);
    this.#assign();
  }

  /** Ends all workers; what waits or runs fails with `reason`. */
  close(reason: unknown): void {
    const left = [...this.#queue, ...[...this.#members].flatMap(({ ticket }) => ticket ?? [])];
    this.#queue = [];
    for (const member of this.#members) this.#dismiss(member);
    for (const ticket of left) ticket.failed(reason);
  }

  #assign(): void {
    while (this.#queue.length > 0) {
      const free = [...this.#members].find(({ ticket }) => ticket === undefined) ?? this.#hire();
      if (!free) return;
      const ticket = this.#queue.shift() as Ticket;
      clearTimeout(free.idle);
      try {
        const job = { id: ++this.#lastId, ...ticket.make() };
        // A view of shared memory is passed on as it is, any other has been copied for this job.
        const buffers = [job.data.buffer, job.samples16?.buffer];
        free.worker.post(
          job,
          buffers.filter((buffer) => buffer instanceof ArrayBuffer),
        );
        free.ticket = ticket;
        free.worker.setBusy(true);
      } catch (error) {
        ticket.failed((error as Error).name === "DataCloneError" ? notSendable(error as Error) : error);
        this.#rest(free);
      }
    }
  }

  #hire(): Member | undefined {
    if (this.#members.size >= this.#size) return undefined;
    const worker = this.#start(
      (reply) => this.#replied(member, reply),
      (reason) => this.#lost(member, reason),
    );
    const member: Member = { worker, ticket: undefined, idle: undefined };
    this.#members.add(member);
    return member;
  }

  #replied(member: Member, reply: Reply): void {
    const { ticket } = member;
    member.ticket = undefined;
    this.#rest(member);
    // The worker goes on while its result is put in place.
    this.#assign();
    if ("error" in reply) ticket?.failed(receivedError(reply.error));
    else ticket?.done(reply.result);
  }

  #lost(member: Member, reason: string): void {
    const { ticket } = member;
    this.#members.delete(member);
    ticket?.failed(
      new WorkerLostError({
        argument: "a decoding worker",
        expected: "alive until its picture is decoded",
        got: `gone (${reason})`,
        remedy: "decode again with fewer workers, or without: memory may be short",
      }),
    );
    this.#assign();
  }

  #rest(member: Member): void {
    member.worker.setBusy(false);
    member.idle = setTimeout(() => this.#dismiss(member), this.#idleMs);
    // In a page a timer is a number and keeps nothing alive.
    (member.idle as { unref?: () => void }).unref?.();
  }

  #dismiss(member: Member): void {
    clearTimeout(member.idle);
    this.#members.delete(member);
    member.worker.end();
  }
}

function notSendable(cause: Error): ArgumentError {
  return new ArgumentError(
    {
      argument: "args",
      expected: "values that can be sent to a worker",
      got: cause.message,
      remedy: "give numbers, texts and arrays, or decode without a pool",
    },
    { cause },
  );
}
