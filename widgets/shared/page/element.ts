type Child = Node | string;

/**
 * Makes an element with attributes and children.
 *
 * @example element("button", { class: "peel-button", title: "Fit" }, "Fit")
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

let ids = 0;

/** An id that no other element of the page has. */
export const uniqueId = (name: string): string => `peel-${name}-${++ids}`;

/** Writes text only if it differs: a screen reader hears, and the browser lays out, only what is new. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
