/** Properties that follow one another: in the kernel, or in the page without it. */
import type { Widget } from "../widget.js";
import type { AnyWidget, CoreModel } from "./coreWidget.js";
import * as base from "./generated/models.js";
import { unknownProperty, WidgetError } from "./property.js";

/** A property of a widget. */
export type End<State extends object, K extends keyof State> = readonly [widget: Widget<State>, property: K];

/**
 * The target follows the source, through the kernel; `transform` may change the value. Returns how to stop.
 *
 * @example
 * const stop = dlink([celsius, "value"], [fahrenheit, "value"], (value) => value * 1.8 + 32);
 */
export function dlink<S extends object, K extends keyof S, T extends object, L extends keyof T>(
  source: End<S, K>,
  target: End<T, L>,
  transform: (value: S[K]) => T[L] = (value) => value as never,
): () => void {
  const follow = () => target[0].set({ [target[1]]: transform(source[0].get(source[1])) } as never);
  follow();
  return source[0].onChange(source[1], follow);
}

/**
 * Each follows the other, through the kernel; `transforms` are the ways there and back. The second takes
 * the value of the first at once. Returns how to stop.
 */
export function link<S extends object, K extends keyof S, T extends object, L extends keyof T>(
  a: End<S, K>,
  b: End<T, L>,
  [there, back]: readonly [there: (value: S[K]) => T[L], back: (value: T[L]) => S[K]] = [
    (value) => value as never,
    (value) => value as never,
  ],
): () => void {
  // Ways that round would send each other on for ever.
  let isFollowing = false;
  const once = (follow: () => void) => () => {
    if (isFollowing) return;
    isFollowing = true;
    try {
      follow();
    } finally {
      isFollowing = false;
    }
  };
  const forth = once(() => b[0].set({ [b[1]]: there(a[0].get(a[1])) } as never));
  const home = once(() => a[0].set({ [a[1]]: back(b[0].get(b[1])) } as never));
  forth();
  const stops = [a[0].onChange(a[1], forth), b[0].onChange(b[1], home)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The name that the page has for a property. Throws {@link WidgetError} where it has none. */
function onWire([widget, property]: [AnyWidget, string]): [AnyWidget, string] {
  const { model, name } = widget.constructor as { model?: CoreModel; name: string };
  if (!model) return [widget, property];
  const known = model.properties[property];
  if (known?.wire !== undefined) return [widget, known.wire];
  if (!(property in widget)) throw unknownProperty(name, property, Object.keys(model.properties));
  throw new WidgetError(name, property, "is not known to the page", "Link index, or use link() or dlink()");
}

const ends = (source: unknown, target: unknown) => ({
  source: onWire(source as never),
  target: onWire(target as never),
});

/** What `jslink` makes. */
export class Link extends base.Link {
  /** Ends it; the properties stay as they are. */
  unlink(): void {
    this.close();
  }
}
/** What `jsdlink` makes. */
export class DirectionalLink extends base.DirectionalLink {
  /** Ends it; the properties stay as they are. */
  unlink(): void {
    this.close();
  }
}

/** The target follows the source in the page, also when the kernel is busy or gone. */
export function jsdlink<S extends object, K extends keyof S, T extends object, L extends keyof T>(
  source: End<S, K>,
  target: End<T, L>,
): DirectionalLink {
  return new DirectionalLink(ends(source, target));
}

/** Each follows the other in the page, also when the kernel is busy or gone. */
export function jslink<S extends object, K extends keyof S, T extends object, L extends keyof T>(
  a: End<S, K>,
  b: End<T, L>,
): Link {
  return new Link(ends(a, b));
}
