import { element } from "../element.js";

const SHOWN_MS = 6000;

export interface Notice {
  readonly root: HTMLElement;
  /** Shows a sentence for some seconds. */
  say(text: string): void;
  /** Shows a sentence that nobody should miss, until the next notice. */
  warn(text: string): void;
  /** Shows what went wrong until the next notice. */
  fail(error: unknown): void;
  destroy(): void;
}

/** The line of a view that tells what an action did. */
export function makeNotice(): Notice {
  const root = element("div", { class: "peel-notice", role: "status", hidden: "" });
  let timer = 0;
  function show(text: string, isError: boolean, stays = isError): void {
    clearTimeout(timer);
    root.textContent = text;
    root.hidden = text === "";
    root.classList.toggle("peel-is-error", isError);
    if (!stays) timer = window.setTimeout(() => show("", false), SHOWN_MS);
  }
  return {
    root,
    say: (text) => show(text, false),
    warn(text) {
      show(text, false, true);
      root.scrollIntoView?.({ block: "nearest" });
    },
    fail: (error) => show(error instanceof Error ? error.message : String(error), true),
    destroy: () => clearTimeout(timer),
  };
}
