import { element, uniqueId } from "../element.js";

/** Pairs of keys, separated by spaces, and what they do. */
export type KeyMeanings = readonly (readonly [keys: string, meaning: string])[];

export interface KeySheet {
  readonly root: HTMLElement;
  toggle(): void;
}

/** The list of keys that `?` opens over a view. Escape or another `?` closes it and gives the focus back. */
export function makeKeySheet(keys: KeyMeanings): KeySheet {
  const title = uniqueId("keys");
  const close = element("button", { type: "button", class: "peel-button", "aria-label": "Close" }, "×");
  const list = element("dl");
  // What a view says of a key takes the place of what all views say of it.
  const told = keys.filter(([names], i) => keys.findIndex(([earlier]) => earlier === names) === i);
  for (const [names, meaning] of told) {
    const term = element("dt", {}, ...names.split(" ").map((name) => element("kbd", {}, name)));
    list.append(term, element("dd", {}, meaning));
  }
  const head = element("div", { class: "peel-sheet-head" }, element("strong", { id: title }, "Keys"), close);
  const root = element(
    "div",
    { class: "peel-sheet", role: "dialog", "aria-labelledby": title, tabindex: "-1", hidden: "" },
    head,
    list,
  );
  let opener: Element | null = null;

  function toggle(): void {
    root.hidden = !root.hidden;
    if (root.hidden) (opener as HTMLElement | null)?.focus({ preventScroll: true });
    else {
      opener = document.activeElement;
      root.focus({ preventScroll: true });
    }
  }

  close.addEventListener("click", toggle);
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" && event.key !== "?") return;
    event.preventDefault();
    event.stopPropagation();
    toggle();
  });
  return { root, toggle };
}
