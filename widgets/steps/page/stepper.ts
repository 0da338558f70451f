import { element, setText, uniqueId } from "../../shared/page/element.js";
import { type StepName, type StepRecord, type StepState, stepNames } from "../state.js";

export interface Stepper {
  readonly root: HTMLElement;
  show(steps: readonly StepRecord[], open: StepName, running: StepState["running"]): void;
  focus(): void;
}

/**
 * The steps on one line, from the photo to the scores: tabs, of which one is open, after
 * https://www.w3.org/WAI/ARIA/apg/patterns/tabs/.
 *
 * @param panelId of the element that shows the open step
 */
export function makeStepper(panelId: string, onOpen: (step: StepName) => void): Stepper {
  const root = element("div", { class: "peel-steps", role: "tablist", "aria-label": "Steps" });
  const parts = stepNames.map((name) => {
    const title = element("span", { class: "peel-step-title" });
    const words = element("span", { class: "peel-step-words" });
    const button = element(
      "button",
      { type: "button", role: "tab", id: uniqueId("step"), "aria-controls": panelId, class: "peel-step" },
      title,
      words,
    );
    button.addEventListener("click", () => onOpen(name));
    root.append(button);
    return { name, title, words, button };
  });
  root.addEventListener("keydown", (event) => {
    const at = parts.findIndex(({ button }) => button === document.activeElement);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: parts.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    const next = parts[(to + parts.length) % parts.length];
    next.button.focus();
    onOpen(next.name);
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    root,
    show(steps, open, running) {
      for (const { name, title, words, button } of parts) {
        const record = steps.find((step) => step.name === name);
        const isRunning = running?.step === name;
        setText(title, record?.title ?? name);
        setText(words, isRunning ? shareInWords(running.share) : (record?.words ?? ""));
        button.title = record ? `${record.words}. Done ${times(record.runs)} here.` : "";
        button.setAttribute("aria-selected", String(name === open));
        button.tabIndex = name === open ? 0 : -1;
        button.toggleAttribute("aria-busy", isRunning);
        button.dataset.runs = String(record?.runs ?? 0);
      }
    },
    focus: () => parts.find(({ button }) => button.tabIndex === 0)?.button.focus(),
  };
}

const shareInWords = (share: number | null): string =>
  share === null ? "painting …" : `painting … ${Math.round(100 * share)}\u00a0%`;
const times = (count: number): string => (count === 1 ? "once" : count === 2 ? "twice" : `${count} times`);
