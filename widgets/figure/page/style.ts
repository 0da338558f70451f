const css = /* css */ `
.peel-figure { display: block; width: 100%; min-width: 0; overflow: hidden; }
.widget-box > .peel-figure { flex-grow: 1; width: auto; min-width: min(320px, 100%); }
.peel-figure-graph { width: 100%; }
.peel-figure-note { margin: 0; padding: 8px 4px; font: 13px/20px var(--jp-ui-font-family, system-ui, sans-serif); color: var(--jp-ui-font-color2, gray); }
.peel-figure-note[role="alert"] { color: var(--jp-error-color1, #d32f2f); }
.peel-figure-note[hidden] { display: none; }
/* Plotly shows its tools only under the mouse. */
.peel-figure:focus-within .modebar--hover { opacity: 1 !important; }
.peel-figure .modebar-btn:focus-visible { outline: 2px solid var(--jp-brand-color1, #1976d2) !important; }
`;

/** Puts the style of figures into the document or the shadow root that an element is in, once. */
export function injectFigureStyle(el: Element): void {
  const root = el.getRootNode();
  const target = root instanceof ShadowRoot ? root : document.head;
  if (target.querySelector("style[data-peel-figure]")) return;
  const style = document.createElement("style");
  style.dataset.peelFigure = "";
  style.textContent = css;
  target.append(style);
}
