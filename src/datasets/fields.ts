import { unreadable } from "../image/formats/raster.js";

/** Takes fields out of what a JSON file or a pickle holds, and says which is missing or of another kind. */
export class Fields {
  readonly #value: unknown;

  constructor(
    value: unknown,
    /** the file, for errors */
    readonly file: string,
    /** where in the file, for errors */
    readonly place = "",
  ) {
    this.#value = value;
  }

  #at(key: string): unknown {
    const value = this.#value;
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Record<string, unknown>)[key];
  }

  #wrong(key: string, expected: string, got: unknown): Error {
    const where = `${this.place}${this.place ? "." : ""}${key}`;
    const what = got === undefined ? "missing" : JSON.stringify(got)?.slice(0, 40);
    return unreadable(this.file, `a file with ${expected} at ${where}`, `one where it is ${what}`, REMEDY);
  }

  has(key: string): boolean {
    return this.#at(key) !== undefined && this.#at(key) !== null;
  }

  text(key: string): string {
    const value = this.#at(key);
    if (typeof value === "string") return value;
    throw this.#wrong(key, "a text", value);
  }

  number(key: string): number {
    const value = this.#at(key);
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw this.#wrong(key, "a number", value);
  }

  whole(key: string): number {
    const value = this.#at(key);
    if (Number.isSafeInteger(value)) return value as number;
    throw this.#wrong(key, "a whole number", value);
  }

  /** Numbers, `count` of them if it is given. */
  numbers(key: string, count?: number): number[] {
    const value = this.#at(key);
    const isFit = Array.isArray(value) && (count === undefined || value.length === count);
    if (isFit && value.every((one) => typeof one === "number" && Number.isFinite(one))) return value;
    throw this.#wrong(key, `${count ?? "some"} numbers`, value);
  }

  list(key: string): Fields[] {
    const value = this.#at(key);
    if (!Array.isArray(value)) throw this.#wrong(key, "a list", value);
    return value.map(
      (one, i) => new Fields(one, this.file, `${this.place}${this.place ? "." : ""}${key}[${i}]`),
    );
  }

  raw(key: string): unknown {
    return this.#at(key);
  }

  /** What a file holds that is a list itself. */
  static listOf(value: unknown, file: string): Fields[] {
    if (!Array.isArray(value)) throw unreadable(file, "a file with a list", "something else", REMEDY);
    return value.map((one, i) => new Fields(one, file, `[${i}]`));
  }
}

const REMEDY = "take the file as the data set's authors give it";
