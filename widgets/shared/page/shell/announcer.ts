import { element, setText } from "../element.js";

/** Time between two announcements, in milliseconds: a voice needs that long for one. */
const ANNOUNCE_MS = 700;

export interface Announcer {
  readonly root: HTMLElement;
  /** Says a sentence to those who listen; of several in quick succession the last. */
  say(text: string): void;
  destroy(): void;
}

/** The one live region of a view. */
export function makeAnnouncer(): Announcer {
  const root = element("div", { class: "peel-unseen", role: "status", "aria-live": "polite" });
  let timer = 0;
  let spokenAt = Number.NEGATIVE_INFINITY;
  return {
    root,
    say(text) {
      clearTimeout(timer);
      const wait = Math.max(0, spokenAt + ANNOUNCE_MS - performance.now());
      timer = window.setTimeout(() => {
        spokenAt = performance.now();
        setText(root, text);
      }, wait);
    },
    destroy() {
      clearTimeout(timer);
      root.remove();
    },
  };
}
