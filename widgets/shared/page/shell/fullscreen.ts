import { makeButton } from "./button.js";

export interface FullscreenTool {
  readonly button: HTMLButtonElement;
  toggle(): Promise<void>;
}

/** Fills the screen with a view, where the page may; else there is no button. */
export function makeFullscreen(root: () => HTMLElement, signal: AbortSignal): FullscreenTool {
  const button = makeButton("⛶", "Full screen (F)", () => void toggle());
  button.hidden = !document.fullscreenEnabled;

  async function toggle(): Promise<void> {
    if (!document.fullscreenEnabled) return;
    if (document.fullscreenElement === root()) await document.exitFullscreen();
    else await root().requestFullscreen();
  }

  document.addEventListener(
    "fullscreenchange",
    () => {
      const isFull = document.fullscreenElement === root();
      root().classList.toggle("peel-fullscreen", isFull);
      button.setAttribute("aria-pressed", String(isFull));
    },
    { signal },
  );
  return { button, toggle };
}
