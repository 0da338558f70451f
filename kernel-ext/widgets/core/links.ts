/** Properties that follow one another: in the kernel, or in the page without it. */
import type { AnyWidget } from "./coreWidget.js";
import { DirectionalLink, Link } from "./generated/models.js";

/** A property of a widget. */
export type End = readonly [widget: AnyWidget, property: string];

const wireName = ([widget, property]: End): string => {
  const { model } = widget.constructor as { model?: { wireNames: Record<string, string> } };
  return model?.wireNames[property] ?? property;
};
const onWire = (end: End): [AnyWidget, string] => [end[0], wireName(end)];

/** The target follows the source, through the kernel; `transform` may change the value. Returns how to stop. */
export function dlink(
  source: End,
  target: End,
  transform: (value: never) => unknown = (value) => value,
): () => void {
  const follow = () => target[0].set({ [target[1]]: transform(source[0].get(source[1]) as never) });
  follow();
  return source[0].onChange(source[1], follow);
}

/** Each follows the other, through the kernel. Returns how to stop. */
export function link(a: End, b: End): () => void {
  const stops = [dlink(a, b), dlink(b, a)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The target follows the source in the page, also when the kernel is busy or gone. */
export const jsdlink = (source: End, target: End): DirectionalLink =>
  new DirectionalLink({ source: onWire(source), target: onWire(target) });

/** Each follows the other in the page. */
export const jslink = (a: End, b: End): Link => new Link({ source: onWire(a), target: onWire(b) });
