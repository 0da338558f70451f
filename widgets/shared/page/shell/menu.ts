import { element, uniqueId } from "../element.js";
import { makeButton } from "./button.js";

export interface MenuItem {
  readonly text: string;
  /** What choosing it does; a rejection is shown by `onError`. */
  readonly run: () => void | Promise<void>;
}

export interface Menu {
  readonly root: HTMLElement;
  toggle(): void;
}

/**
 * A button that opens a menu, after the pattern of https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/:
 * arrows walk, Home and End jump, a letter finds, Escape gives the focus back.
 *
 * @param items asked for anew at every opening, for what can be done may change
 */
export function makeMenu(
  text: string,
  label: string,
  items: () => readonly MenuItem[],
  onError: (error: unknown) => void,
): Menu {
  const id = uniqueId("menu");
  const button = makeButton(text, label, toggle);
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", id);
  const list = element("div", { class: "peel-menu", role: "menu", id, "aria-label": label, hidden: "" });
  const root = element("div", { class: "peel-menu-place" }, button, list);
  let before: HTMLElement | undefined;
  const entries = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>("[role=menuitem]")];

  function toggle(): void {
    if (!list.hidden) return close();
    // A key has opened it where the focus was: there it goes back.
    before = document.activeElement instanceof HTMLElement ? document.activeElement : button;
    list.replaceChildren(...items().map(makeEntry));
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    entries()[0]?.focus({ preventScroll: true });
  }

  function close(): void {
    if (list.hidden) return;
    const hadFocus = list.contains(document.activeElement);
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (hadFocus) (before?.isConnected ? before : button).focus({ preventScroll: true });
  }

  function makeEntry({ text: name, run }: MenuItem): HTMLElement {
    const entry = element("button", { type: "button", role: "menuitem", tabindex: "-1" }, name);
    entry.addEventListener("click", async () => {
      close();
      try {
        await run();
      } catch (error) {
        onError(error);
      }
    });
    return entry;
  }

  list.addEventListener("keydown", (event) => {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = nextEntry(event.key, at, all);
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (next !== undefined) all[next]?.focus({ preventScroll: true });
    else return;
    if (event.key !== "Tab") event.preventDefault();
    event.stopPropagation();
  });
  // Leaving the menu by mouse, touch or key closes it.
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (!root.contains(relatedTarget as Node | null)) close();
  });
  return { root, toggle };
}

function nextEntry(key: string, at: number, all: readonly HTMLElement[]): number | undefined {
  switch (key) {
    case "ArrowDown":
      return (at + 1) % all.length;
    case "ArrowUp":
      return (at - 1 + all.length) % all.length;
    case "Home":
      return 0;
    case "End":
      return all.length - 1;
    default: {
      if (key.length !== 1 || key === " ") return undefined;
      const order = all.map((_, i) => (at + 1 + i) % all.length);
      return order.find((i) => all[i].textContent?.toLowerCase().startsWith(key.toLowerCase()));
    }
  }
}
