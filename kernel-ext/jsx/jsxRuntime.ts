/**
 * What JSX in a cell becomes where the folder's tsconfig.json names no other library: HTML, without
 * a package to install.
 *
 * @example
 * const rows = [["near", 1], ["far", 9]];
 * <table>{rows.map(([name, metres]) => <tr><td>{name}</td><td>{metres} m</td></tr>)}</table>
 */
import type { Style } from "./attributes.js";
import { type Child, type Component, Element } from "./element.js";
import type { Tag } from "./tags.js";

export type { Style } from "./attributes.js";
export { type Child, type Component, Element } from "./element.js";

export interface Attributes {
  id?: string;
  class?: string;
  className?: string;
  style?: Style;
  title?: string;
  hidden?: boolean;
  children?: Child;
  key?: string | number;
  [attribute: string]: unknown;
}

export namespace JSX {
  export type Element = import("./element.js").Element;
  export type ElementType = keyof IntrinsicElements | Component<never>;
  export interface ElementChildrenAttribute {
    children: unknown;
  }
  export interface IntrinsicAttributes {
    key?: string | number;
  }
  export interface IntrinsicElements extends Record<Tag, Attributes> {
    /** Custom elements. */
    [custom: `${string}-${string}`]: Attributes;
  }
}

/** What `<>…</>` stands for. */
export const Fragment: Component<{ children?: Child }> = ({ children }) => children;

/** @param type a tag, or a function from properties to an element */
export function jsx<P extends object>(type: string | Component<P>, props: P, key?: string | number): Element {
  return new Element(type as string | Component<never>, { ...props, key });
}

export { jsx as jsxDEV, jsx as jsxs };
