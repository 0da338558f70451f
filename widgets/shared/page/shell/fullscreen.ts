import { makeButton } from "./button.js";

export interface FullscreenTool {
  readonly button: HTMLButtonElement;
  toggle(): Promise<void>;
}

/** Fills the screen with a view, where the page may; else there is no button. */
export function makeFullscreen(root: () => HTMLElement, signal: AbortSignal): FullscreenTool {
  const button = makeButton("", "Full screen (F)", () => void toggle());
  button.append(cornersIcon());
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

/** Four corners; the letter for it is in few fonts. */
function cornersIcon(): SVGSVGElement {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({
    viewBox: "0 0 12 12",
    width: "12",
    height: "12",
    "aria-hidden": "true",
  }))
    icon.setAttribute(name, value);
  const path = document.createElementNS(icon.namespaceURI, "path");
  path.setAttribute("d", "M1 4V1h3M8 1h3v3M11 8v3H8M4 11H1V8");
  path.setAttribute("style", "fill: none; stroke: currentColor; stroke-width: 1.5");
  icon.append(path);
  return icon;
}
