/**
 * What several views share: a cursor, a range. In the page, views with the same id move together without a word to the
 * kernel; here, a cell reads and sets what they share, and hears of it.
 */
import { randomUUID } from "node:crypto";
import type { Widget } from "@vision-peel/kernel/widgets";
import { checkNumber, refuse } from "./checks.js";
import type { PixelPosition } from "./state.js";

type Origin = "page" | "cell";

/** A view, as what it shares sees it. */
interface Member<Value> {
  read(): Value;
  write(value: Value): void;
}

/** The parts of a view that share something. */
type Linkable = Pick<Widget<never>, "onClose"> & {
  get(key: never): unknown;
  set(changes: never): void;
  onChange(keys: never, handler: (state: unknown, change: { readonly origin: Origin }) => void): () => void;
};

class Linked<Value> {
  /** what the views of a page know it by */
  readonly id = randomUUID();
  #value: Value;
  readonly #isSame: (a: Value, b: Value) => boolean;
  readonly #members = new Set<Member<Value>>();
  readonly #handlers = new Set<(value: Value, change: { readonly origin: Origin }) => void>();

  protected constructor(first: Value, isSame: (a: Value, b: Value) => boolean) {
    this.#value = first;
    this.#isSame = isSame;
  }

  protected get current(): Value {
    return this.#value;
  }

  /** Takes a value from a cell, or from a view. What a page has changed, the page has told its other views. */
  protected take(value: Value, origin: Origin = "cell", from?: Member<Value>): void {
    if (this.#isSame(value, this.#value)) return;
    this.#value = value;
    if (origin === "cell") for (const member of this.#members) if (member !== from) member.write(value);
    for (const handler of [...this.#handlers]) handler(value, { origin });
  }

  /** Calls the handler when it has changed, by hand or by a cell. Returns how to stop. */
  onChange(handler: (value: Value, change: { readonly origin: Origin }) => void): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  protected add(view: Linkable, keys: readonly string[], member: Member<Value>, isFresh: boolean): void {
    this.#members.add(member);
    if (isFresh) this.take(member.read(), "cell", member);
    else member.write(this.#value);
    view.onChange(keys as never, (_, { origin }) => this.take(member.read(), origin, member));
    view.onClose(() => this.#members.delete(member));
  }
}

/** A place in a picture of any size: shares of its width and height, 0 to 1. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * A cursor that views share: they may be of different kinds and sizes.
 *
 * @throws ArgumentError for a place outside of the picture
 * @example
 * const cursor = new LinkedCursor();
 * const a = new DepthView({ depth, linkedCursor: cursor });
 * const b = new NormalView({ normals, linkedCursor: cursor });
 * cursor.place = { x: 0.5, y: 0.5 }; // both read their middle pixel
 */
export class LinkedCursor extends Linked<Place | null> {
  constructor() {
    super(null, (a, b) => a?.x === b?.x && a?.y === b?.y);
  }

  /** shares of width and height; null: nothing is read */
  get place(): Place | null {
    return this.current;
  }

  set place(place: Place | null) {
    const remedy = "{ x: 0.5, y: 0.5 } is the middle, null reads nothing";
    for (const name of place === null ? [] : (["x", "y"] as const))
      checkNumber(`place.${name}`, place?.[name], [0, 1], remedy);
    this.take(place);
  }

  /** Lets a view share it; the views' constructors do. */
  join(view: Linkable, { width, height }: { readonly width: number; readonly height: number }): void {
    const read = (): Place | null => {
      const pixel = view.get("cursor" as never) as PixelPosition | null;
      return pixel && { x: (pixel.x + 0.5) / width, y: (pixel.y + 0.5) / height };
    };
    const at = (share: number, side: number): number => Math.min(side - 1, Math.floor(share * side));
    const write = (place: Place | null): void =>
      view.set({ cursor: place && { x: at(place.x, width), y: at(place.y, height) } } as never);
    this.add(view, ["cursor"], { read, write }, this.place === null);
  }
}

/**
 * A slice that DepthViews share.
 *
 * @throws ArgumentError for metres below 0, or near beyond far
 * @example
 * const range = new LinkedRange();
 * const views = maps.map((depth) => new DepthView({ depth, linkedRange: range }));
 * range.set({ near: 1, far: 4 });
 */
export class LinkedRange extends Linked<{ readonly near: number; readonly far: number }> {
  constructor() {
    super({ near: 0, far: Infinity }, (a, b) => a.near === b.near && a.far === b.far);
  }

  /** metres where the slices begin */
  get near(): number {
    return this.current.near;
  }

  /** metres where they end; Infinity leaves them open */
  get far(): number {
    return this.current.far;
  }

  /** Sets one or both. */
  set(range: { readonly near?: number; readonly far?: number }): void {
    const { near, far } = { ...this.current, ...range };
    if (!(near >= 0 && near < Infinity)) refuse("near", "metres, 0 or more", near, "0 starts at the camera");
    if (!(far >= near)) refuse("far", `at least near, ${near} m`, far, "Infinity leaves the slice open");
    this.take({ near, far });
  }

  /** Lets a view share it; DepthView's constructor does. */
  join(view: Linkable & { readonly near: number; readonly far: number }): void {
    const isFresh = this.near === 0 && this.far === Infinity;
    this.add(
      view,
      ["near", "far"],
      { read: () => ({ near: view.near, far: view.far }), write: (range) => view.set(range as never) },
      isFresh,
    );
  }
}

/**
 * Classes that SegmentationViews isolate together: what is picked in one legend is seen alone in all. Ids are those of
 * the legends, which are to be the same.
 *
 * @throws ArgumentError for what is no list of ids
 * @example
 * const selection = new LinkedSelection();
 * const views = results.map(({ labels }) => new SegmentationView({ labels, linkedSelection: selection }));
 * selection.ids = [3]; // all show that class alone; [] shows everything
 */
export class LinkedSelection extends Linked<readonly number[]> {
  constructor() {
    super([], (a, b) => a.join() === b.join());
  }

  /** ids of the only regions that are seen; empty: all */
  get ids(): readonly number[] {
    return this.current;
  }

  set ids(ids: readonly number[]) {
    const areIds = Array.isArray(ids) && ids.every((id) => Number.isInteger(id) && id >= 0 && id <= 65_535);
    if (!areIds) refuse("ids", "a list of ids from 0 to 65535", ids, "[] shows all regions");
    this.take([...ids]);
  }

  /** Lets a view share it; SegmentationView's constructor does. */
  join(view: Linkable): void {
    const read = (): readonly number[] => view.get("isolated" as never) as readonly number[];
    const write = (ids: readonly number[]): void => view.set({ isolated: ids } as never);
    this.add(view, ["isolated"], { read, write }, this.ids.length === 0);
  }
}

/** @throws ArgumentError unless the value is undefined or of this class (or of another installed copy's) */
export function checkLinked(
  argument: string,
  value: unknown,
  made: "LinkedCursor" | "LinkedRange" | "LinkedSelection",
): void {
  if (value === undefined) return;
  const given = (value ?? {}) as Partial<LinkedCursor> & object;
  if (typeof given.id === "string" && typeof given.join === "function" && given.constructor.name === made)
    return;
  refuse(
    argument,
    `a ${made}`,
    value,
    `make one with new ${made}(), and give it to every view that shares it`,
  );
}
