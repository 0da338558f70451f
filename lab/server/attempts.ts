/** Wrong tokens per address, so that nobody can try many. The right one is compared before they are counted. */
import { HttpError } from "../errors.js";

const windowMs = 60_000;
const allowedPerWindow = 20;

export class Attempts {
  readonly #wrong = new Map<string, number[]>();

  constructor(readonly now: () => number = Date.now) {}

  /** Throws 429 for an address that was wrong too often in the last minute. */
  check(address: string): void {
    const recent = this.#recent(address);
    if (recent.length < allowedPerWindow) return;
    const seconds = Math.ceil((recent[0] + windowMs - this.now()) / 1000);
    const message = `Too many wrong tokens came from ${address}. Try again in ${seconds} s.`;
    throw new HttpError(429, message, { "Retry-After": String(seconds) });
  }

  /** Notes a wrong one. */
  add(address: string): void {
    this.#wrong.set(address, [...this.#recent(address), this.now()]);
  }

  #recent(address: string): number[] {
    const recent = (this.#wrong.get(address) ?? []).filter((at) => this.now() - at < windowMs);
    if (recent.length === 0) this.#wrong.delete(address);
    return recent;
  }
}
