/**
 * Sums as a list of numbers, and back: what all classes of sums can be added up by, whatever they count. Each number of
 * the JSON has a place, given when it is first met; what else is in it is kept as it was met first.
 */

/** What `toJSON` of a class of sums gives. */
export type SumsJson = null | boolean | number | string | readonly SumsJson[] | object;

type Path = readonly (string | number)[];

export class Places {
  readonly #places = new Map<string, number>();
  readonly #paths: Path[] = [];
  #first: SumsJson | undefined;

  get count(): number {
    return this.#paths.length;
  }

  /** The numbers that are not 0, with their places. */
  numbersOf(json: SumsJson): { readonly places: Uint32Array; readonly values: Float64Array } {
    this.#first ??= json;
    const places: number[] = [];
    const values: number[] = [];
    const walk = (value: unknown, path: Path): void => {
      if (typeof value === "number") {
        if (value === 0) return;
        places.push(this.#placeOf(path));
        values.push(value);
      } else if (typeof value === "object" && value !== null) {
        const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
        for (const [key, one] of entries) walk(one, [...path, key]);
      }
    };
    walk(json, []);
    return { places: Uint32Array.from(places), values: Float64Array.from(values) };
  }

  /** The JSON of numbers by their places. */
  jsonOf(numbers: Float64Array): SumsJson {
    const json = zeroed(this.#first ?? null) as Tree;
    for (const [place, path] of this.#paths.entries()) put(json, path, numbers[place]);
    return json;
  }

  #placeOf(path: Path): number {
    const name = path.join("\u0000");
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    this.#places.set(name, this.#paths.length);
    this.#paths.push(path);
    return this.#paths.length - 1;
  }
}

type Tree = Record<string | number, unknown>;

function zeroed(value: unknown): unknown {
  if (typeof value === "number") return 0;
  if (Array.isArray(value)) return value.map(zeroed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, zeroed(one)]));
}

/** Where the first one had nothing there, it is made: a category that it lacked, say. */
function put(tree: Tree, path: Path, value: number): void {
  let at = tree;
  for (const [i, key] of path.slice(0, -1).entries()) {
    at[key] ??= typeof path[i + 1] === "number" ? [] : {};
    at = at[key] as Tree;
  }
  const last = path[path.length - 1];
  at[last] = value;
}
