import { element } from "../../shared/page/element.js";
import { makeButton } from "../../shared/page/shell/button.js";

export interface PromptForm {
  readonly root: HTMLElement;
  show(prompt: string, seed: number | null, isRunning: boolean): void;
}

export interface PromptTargets {
  /** whether somebody listens who can paint */
  readonly isLive: () => boolean;
  readonly onPaint: (prompt: string, seed: number | null) => void;
  readonly onCancel: () => void;
}

/** The words that a photo is painted by, to be changed; what comes after them is then done again. */
export function makePromptForm({ isLive, onPaint, onCancel }: PromptTargets): PromptForm {
  const words = element("textarea", {
    class: "peel-words",
    rows: "3",
    "aria-label": "Prompt",
    spellcheck: "false",
  });
  const seed = element("input", {
    ...{ type: "number", class: "peel-number", min: "0", max: "4294967295", step: "1" },
    "aria-label": "Seed",
  });
  const paint = makeButton("Paint again", "Paint with these words and this seed (Ctrl+Enter)", send);
  const cancel = makeButton("Stop", "Stop painting: everything stays as it was", onCancel);
  for (const button of [paint, cancel]) button.classList.add("peel-chip");
  const hint = element("span", { class: "peel-label" });
  /** as they were shown last: what somebody is typing is not overwritten by news of the same words */
  let shown = "";
  let shownSeed = "";
  function send(): void {
    onPaint(words.value, seed.value === "" ? null : seed.valueAsNumber);
  }
  const root = element(
    "form",
    { class: "peel-stack" },
    words,
    element(
      "div",
      { class: "peel-row" },
      element("label", { class: "peel-limit" }, element("span", { class: "peel-label" }, "Seed"), seed),
      paint,
      cancel,
      hint,
    ),
  );
  root.addEventListener("submit", (event) => event.preventDefault());
  for (const field of [words, seed] as HTMLElement[])
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        send();
        event.preventDefault();
      }
      // Keys typed here are no shortcuts.
      event.stopPropagation();
    });
  return {
    root,
    show(prompt, number, isRunning) {
      if (prompt !== shown) words.value = prompt;
      const text = number === null ? "" : String(number);
      if (text !== shownSeed) seed.value = text;
      [shown, shownSeed] = [prompt, text];
      paint.disabled = isRunning || !isLive();
      cancel.hidden = !isRunning;
      hint.textContent = isLive() ? "" : "To paint again, run the cell: no kernel listens.";
    },
  };
}
