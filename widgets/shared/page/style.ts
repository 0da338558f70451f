/**
 * The style sheet of all views, as text: it travels with the code, so a plain page needs no second file.
 * Colours are JupyterLab's own variables; the fallbacks serve pages without them, in light and dark.
 */
const css = /* css */ `
.peel-view {
  --peel-ground: var(--jp-layout-color1, #fff);
  --peel-raised: var(--jp-layout-color2, #f1f2f4);
  --peel-text: var(--jp-ui-font-color1, rgba(0, 0, 0, 0.87));
  --peel-muted: var(--jp-ui-font-color2, rgba(0, 0, 0, 0.6));
  --peel-line: var(--jp-border-color2, #dcdee2);
  --peel-accent: var(--jp-brand-color1, #1976d2);
  --peel-bad: var(--jp-error-color1, #d32f2f);
  box-sizing: border-box;
  display: flex;
  flex-direction: column;
  gap: 8px;
  width: 100%;
  min-width: 0;
  padding: 4px 10px 8px 3px;
  /* Handles are easier to hit than they look; that must not make their place scroll. Menus hang out. */
  overflow: clip visible;
  color: var(--peel-text);
  font: 13px/20px var(--jp-ui-font-family, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  font-variant-numeric: tabular-nums;
  container-type: inline-size;
}
@media (prefers-color-scheme: dark) {
  .peel-view {
    --peel-ground: var(--jp-layout-color1, #16181d);
    --peel-raised: var(--jp-layout-color2, #22252b);
    --peel-text: var(--jp-ui-font-color1, rgba(255, 255, 255, 0.9));
    --peel-muted: var(--jp-ui-font-color2, rgba(255, 255, 255, 0.62));
    --peel-line: var(--jp-border-color2, #3a3e46);
    --peel-accent: var(--jp-brand-color1, #64a8f5);
    --peel-bad: var(--jp-error-color1, #ff6f61);
  }
}
.peel-view *, .peel-view *::before { box-sizing: border-box; }
.peel-view [hidden] { display: none !important; }
.peel-view :focus { outline: none; }
.peel-view :focus-visible, .peel-segments input:focus-visible + span {
  outline: 2px solid var(--peel-accent);
  outline-offset: 2px;
}
.peel-view .peel-sheet:focus-visible { outline: none; }
.peel-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.peel-label, .peel-unit, .peel-idle { color: var(--peel-muted); }

/* head: which picture, how large */
.peel-head { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; }
.peel-tools { display: flex; align-items: center; gap: 2px; margin-left: auto; }
.peel-segments { display: inline-flex; padding: 2px; border-radius: 7px; background: var(--peel-raised); }
.peel-segments label { position: relative; cursor: pointer; }
.peel-segments input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.peel-segments span { display: block; padding: 2px 12px; border-radius: 5px; color: var(--peel-muted); }
.peel-segments label:hover span { color: var(--peel-text); }
.peel-segments input:checked + span {
  color: var(--peel-text);
  background: var(--peel-ground);
  box-shadow: 0 0 0 1px var(--peel-line), 0 1px 2px rgba(0, 0, 0, 0.08);
}
.peel-button {
  min-width: 26px; height: 26px; padding: 0 7px;
  border: 0; border-radius: 5px; background: none;
  color: var(--peel-muted); font: inherit; font-variant-numeric: inherit; white-space: nowrap; cursor: pointer;
}
.peel-button:hover:not(:disabled) { background: var(--peel-raised); color: var(--peel-text); }
.peel-button:disabled { opacity: 0.4; cursor: default; }
.peel-percent { min-width: 58px; text-align: center; }

.peel-button[aria-pressed="true"] { background: var(--peel-raised); color: var(--peel-accent); }
.peel-menu-place { position: relative; }
.peel-menu {
  position: absolute; top: 100%; right: 0; z-index: 3; display: flex; flex-direction: column; min-width: 180px; padding: 4px;
  border-radius: 8px; background: var(--peel-ground); box-shadow: 0 0 0 1px var(--peel-line), 0 8px 28px rgba(0, 0, 0, 0.28);
}
.peel-menu button {
  padding: 4px 10px; border: 0; border-radius: 5px; background: none; color: inherit; font: inherit; text-align: left;
  white-space: nowrap; cursor: pointer;
}
.peel-menu button:hover, .peel-menu button:focus-visible { background: var(--peel-raised); }

/* stage: the picture */
.peel-body { position: relative; }
.peel-stage {
  position: relative; width: 100%; min-height: 120px; max-height: 500px; overflow: hidden;
  border-radius: 4px; background: var(--peel-raised); cursor: crosshair; touch-action: pan-y;
  user-select: none; -webkit-user-select: none;
}
.peel-stage.peel-zoomed { touch-action: none; }
.peel-canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.peel-overlay { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
.peel-marker {
  position: absolute; top: 0; left: 0; pointer-events: none; border-radius: 1px;
  box-shadow: 0 0 0 1.5px #fff, 0 0 0 2.5px rgba(0, 0, 0, 0.75), inset 0 0 0 1px rgba(0, 0, 0, 0.45);
}
.peel-two { display: flex; flex-wrap: wrap; gap: 6px; }
.peel-two > .peel-stage { flex: 1 1 200px; width: auto; min-width: 0; }
.peel-many { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr)); gap: 6px; }
.peel-many > .peel-stage { width: auto; min-width: 0; }
.peel-stage-name { position: absolute; top: 8px; left: 10px; padding: 1px 9px; border-radius: 11px; background: rgba(20, 22, 26, .82); color: #fff; white-space: nowrap; pointer-events: none; }
.peel-swipe { position: absolute; top: 0; bottom: 0; width: 0; z-index: 1; cursor: ew-resize; touch-action: none; }
.peel-swipe::before { content: ""; position: absolute; top: 0; bottom: 0; left: -1px; width: 2px; background: #fff; box-shadow: 0 0 0 1px rgba(0, 0, 0, .55); }
.peel-swipe::after { content: ""; position: absolute; top: 0; bottom: 0; left: -11px; width: 22px; }
.peel-swipe-grip { position: absolute; top: 50%; left: -11px; width: 22px; height: 30px; margin-top: -15px; border-radius: 11px; background: #fff; box-shadow: 0 0 0 1px rgba(0, 0, 0, .55); }
.peel-swipe-grip::before { content: ""; position: absolute; inset: 9px 7px; border: solid #444; border-width: 0 2px; }
.peel-swipe-grip::after { content: ""; position: absolute; inset: -7px -11px; }
.peel-swipe:focus-visible { outline: none; }
.peel-swipe:focus-visible .peel-swipe-grip { outline: 2px solid var(--peel-accent); outline-offset: 2px; }
.peel-swipe-name { position: absolute; top: 8px; padding: 1px 9px; border-radius: 11px; background: rgba(20, 22, 26, .82); color: #fff; white-space: nowrap; pointer-events: none; }
.peel-swipe-name:empty { display: none; }
.peel-swipe-left { right: 10px; }
.peel-swipe-right { left: 10px; }
.peel-hint {
  position: absolute; left: 50%; bottom: 12px; transform: translateX(-50%); padding: 3px 12px;
  border-radius: 13px; background: rgba(20, 22, 26, 0.82); color: #fff; white-space: nowrap; pointer-events: none;
}
.peel-sheet {
  position: absolute; top: 8px; right: 8px; max-width: calc(100% - 16px); max-height: calc(100% - 16px);
  overflow: auto; padding: 8px 14px 12px; border-radius: 8px; background: var(--peel-ground);
  box-shadow: 0 0 0 1px var(--peel-line), 0 8px 28px rgba(0, 0, 0, 0.28);
}
.peel-sheet-head { display: flex; align-items: center; justify-content: space-between; }
.peel-sheet dl { display: grid; grid-template-columns: auto 1fr; gap: 5px 14px; margin: 4px 0 0; }
.peel-sheet dt { white-space: nowrap; }
.peel-sheet dd { margin: 0; color: var(--peel-muted); }
.peel-sheet kbd {
  display: inline-block; min-width: 20px; margin-right: 3px; padding: 0 5px; border-radius: 4px;
  border: 1px solid var(--peel-line); background: var(--peel-raised); color: var(--peel-text);
  font: inherit; font-size: 12px; line-height: 18px; text-align: center;
}

/* read-out: every value has its place */
.peel-readout { position: relative; min-height: 24px; }
.peel-fields { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 14px; min-height: 24px; }
.peel-idle { position: absolute; top: 2px; left: 0; display: none; }
.peel-is-idle .peel-fields { visibility: hidden; }
.peel-is-idle .peel-idle { display: block; }
.peel-field { display: inline-flex; align-items: baseline; gap: 5px; white-space: nowrap; }
.peel-value { display: inline-block; }
.peel-field-metres { min-width: 6.4em; }
.peel-value-metres { font-size: 17px; line-height: 24px; font-weight: 600; letter-spacing: -0.01em; }
.peel-value-x, .peel-value-y { min-width: 2.3em; }
.peel-value-rgb { min-width: 5.8em; }
.peel-value-residual { min-width: 2.5em; }
.peel-swatch { align-self: center; width: 14px; height: 14px; border-radius: 3px; box-shadow: inset 0 0 0 1px rgba(128, 128, 128, 0.55); }

/* histogram over the colour bar */
.peel-histogram { position: relative; height: 34px; margin: 2px 9px -6px; color: var(--peel-muted); }
.peel-histogram-mark { position: absolute; top: 0; bottom: 0; width: 0; border-left: 1px solid var(--peel-text); pointer-events: none; }
.peel-histogram-canvas { display: block; width: 100%; height: 100%; }

/* colour bar */
.peel-bar { padding: 4px 9px 0; }
.peel-track { position: relative; height: 22px; touch-action: none; cursor: pointer; }
.peel-bar-colours { position: absolute; inset: 4px 0; width: 100%; height: 14px; border-radius: 2px; image-rendering: pixelated; box-shadow: 0 0 0 1px var(--peel-line); }
.peel-range { position: absolute; top: 2px; bottom: 2px; border: solid var(--peel-text); border-width: 2px 0; pointer-events: none; }
.peel-handle { position: absolute; top: -2px; width: 9px; height: 26px; cursor: ew-resize; touch-action: none; background: var(--peel-text); box-shadow: 0 0 0 1.5px var(--peel-ground); }
.peel-handle::before { content: ""; position: absolute; inset: -9px -4px; }
.peel-handle::after { content: ""; position: absolute; inset: 8px 4px; background: var(--peel-ground); }
.peel-handle-near { transform: translateX(-100%); border-radius: 5px 1px 1px 5px; }
.peel-handle-near::before { left: -26px; right: 0; }
.peel-handle-far { border-radius: 1px 5px 5px 1px; }
.peel-handle-far::before { right: -26px; left: 0; }
.peel-handle:hover, .peel-handle:focus-visible { background: var(--peel-accent); }
.peel-bar-mark { position: absolute; top: 0; bottom: 0; width: 0; pointer-events: none; }
.peel-bar-mark::before { content: ""; position: absolute; left: -1px; top: 4px; bottom: 4px; width: 2px; background: #fff; box-shadow: 0 0 0 1px rgba(0, 0, 0, 0.8); }
.peel-bar-mark::after { content: ""; position: absolute; left: -5px; bottom: -5px; border: solid transparent; border-width: 0 5px 6px; border-bottom-color: var(--peel-text); }
.peel-ticks { position: relative; height: 20px; margin-top: 3px; color: var(--peel-muted); font-size: 12px; }
.peel-tick { position: absolute; transform: translateX(-50%); white-space: nowrap; padding-top: 2px; line-height: 18px; }
.peel-tick::before { content: ""; position: absolute; left: 50%; top: -3px; width: 1px; height: 5px; background: var(--peel-muted); }

/* foot: the limits as numbers */
.peel-foot { display: flex; align-items: center; justify-content: space-between; gap: 6px 12px; flex-wrap: wrap; }
.peel-middle { display: flex; align-items: center; gap: 6px; }
.peel-limit { display: inline-flex; align-items: baseline; gap: 6px; }
.peel-number {
  width: 5.2em; height: 26px; padding: 0 7px; text-align: right; border: 1px solid var(--peel-line); border-radius: 5px;
  background: var(--peel-ground); color: inherit; font: inherit; font-variant-numeric: inherit;
}
.peel-number:hover { border-color: var(--peel-muted); }
.peel-number[aria-invalid] { border-color: var(--peel-bad); outline-color: var(--peel-bad); color: var(--peel-bad); }

/* panels: a row of buttons and the one that is open */
.peel-panels { display: flex; flex-direction: column; gap: 8px; }
.peel-strip { display: flex; flex-wrap: wrap; gap: 2px; border-top: 1px solid var(--peel-line); padding-top: 6px; }
.peel-strip button {
  height: 26px; padding: 0 10px; border: 0; border-radius: 5px; background: none; color: var(--peel-muted); font: inherit; cursor: pointer;
}
.peel-strip button:hover { background: var(--peel-raised); color: var(--peel-text); }
.peel-strip button[aria-expanded="true"] { background: var(--peel-raised); color: var(--peel-text); box-shadow: inset 0 -2px 0 var(--peel-accent); }
.peel-panel { min-height: 40px; }
.peel-row { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; }

/* controls of panels */
.peel-stack { display: flex; flex-direction: column; gap: 8px; }
.peel-colormaps { display: flex; flex-wrap: wrap; gap: 6px 14px; }
.peel-colormaps label { display: inline-flex; align-items: center; gap: 6px; cursor: pointer; }
.peel-colormaps input { margin: 0; accent-color: var(--peel-accent); }
.peel-colormap { width: 64px; height: 14px; border-radius: 2px; box-shadow: 0 0 0 1px var(--peel-line); forced-color-adjust: none; }
.peel-slider, .peel-choice-place, .peel-toggle { display: inline-flex; align-items: center; gap: 7px; min-height: 26px; }
.peel-slider input { width: 120px; min-width: 60px; accent-color: var(--peel-accent); }
.peel-slider-value { min-width: 3.6em; }
.peel-toggle input { margin: 0; accent-color: var(--peel-accent); }
.peel-toggle, .peel-toggle input { cursor: pointer; }
.peel-choice {
  height: 26px; padding: 0 4px; border: 1px solid var(--peel-line); border-radius: 5px;
  background: var(--peel-ground); color: inherit; font: inherit;
}
.peel-table { border-collapse: collapse; }
.peel-table th, .peel-table td { padding: 2px 12px 2px 0; text-align: right; font-weight: 400; white-space: nowrap; }
.peel-table th { color: var(--peel-muted); }
.peel-table th:first-child, .peel-table td:first-child { text-align: left; }

.peel-wide { overflow-x: auto; }
.peel-scale { display: flex; justify-content: space-between; margin: 8px 9px 0; color: var(--peel-muted); font-size: 12px; }
.peel-chip { border: 1px solid var(--peel-line); border-radius: 13px; padding: 0 10px; }

.peel-legend-colours { display: block; width: calc(100% - 18px); height: 14px; margin: 4px 9px 0; border-radius: 2px; image-rendering: pixelated; box-shadow: 0 0 0 1px var(--peel-line); }
.peel-key-name { display: block; margin: 4px 9px 0; color: var(--peel-muted); }
.peel-legend .peel-scale { margin-top: 3px; }
.peel-key-scale { position: relative; display: block; height: 1.4em; }
.peel-key-scale span { position: absolute; white-space: nowrap; transform: translateX(-50%); }
.peel-key-scale span:first-child { transform: none; }
.peel-key-scale span:last-child { transform: translateX(-100%); }
.peel-chart { width: 100%; overflow: hidden; color: var(--peel-text); }
.peel-cloud-place { position: relative; }
.peel-cloud { display: block; width: 100%; min-height: 120px; border-radius: 4px; background: var(--peel-raised); cursor: grab; touch-action: none; }

/* ball of directions */
.peel-ball-row { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 8px 16px; }
.peel-ball { display: block; border-radius: 50%; cursor: crosshair; touch-action: none; }
.peel-ball-controls { display: flex; flex: 1; flex-direction: column; gap: 6px; min-width: 240px; }
.peel-field-normal { min-width: 11.5em; }
.peel-value-azimuth, .peel-value-elevation, .peel-value-facing, .peel-value-length, .peel-value-error, .peel-value-angle { min-width: 2.8em; }

/* steps from the photo to the scores */
.peel-steps { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 4px; }
.peel-step {
  position: relative; display: flex; flex-direction: column; min-width: 0; padding: 4px 10px 6px; border: 1px solid var(--peel-line); border-radius: 7px;
  background: var(--peel-ground); color: inherit; font: inherit; text-align: left; cursor: pointer;
}
.peel-step:hover { background: var(--peel-raised); }
.peel-step[aria-selected="true"] { background: var(--peel-raised); border-color: var(--peel-accent); box-shadow: inset 0 -2px 0 var(--peel-accent); }
.peel-step[aria-busy] .peel-step-words { color: var(--peel-accent); }
.peel-step-title { font-weight: 600; }
.peel-step-words { overflow: hidden; color: var(--peel-muted); font-size: 12px; line-height: 16px; text-overflow: ellipsis; white-space: nowrap; }
.peel-words { width: 100%; min-height: 60px; padding: 6px 9px; border: 1px solid var(--peel-line); border-radius: 5px; background: var(--peel-ground); color: inherit; font: inherit; resize: vertical; }
.peel-options { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr)); gap: 6px 18px; }
.peel-option { display: grid; grid-template-columns: minmax(0, 1fr) auto minmax(0, auto); align-items: baseline; gap: 6px; }
.peel-facts { display: grid; grid-template-columns: auto 1fr; gap: 2px 14px; margin: 0; }
.peel-facts dt { color: var(--peel-muted); }
.peel-facts dd { margin: 0; overflow-wrap: anywhere; }
.peel-region-key { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0; padding: 0; list-style: none; font-size: 12px; }
.peel-region-key[hidden] { display: none; }
.peel-region-key li { display: flex; align-items: center; gap: 5px; }
.peel-option .peel-number { width: 84px; }
.peel-why-place { border-top: 1px solid var(--peel-line); padding-top: 6px; }
.peel-why-title { margin: 0 0 4px; font: inherit; font-weight: 600; }
.peel-why-both { display: flex; flex-wrap: wrap; gap: 8px 28px; align-items: flex-start; }
.peel-why { flex: 1 1 320px; margin: 0; padding-left: 20px; }
.peel-why li > * { margin-right: 7px; }
.peel-why .peel-swatch { display: inline-block; vertical-align: -2px; }
.peel-around td { min-width: 5.2em; padding: 2px 8px; border: 1px solid var(--peel-line); text-align: center; }
.peel-around tr:nth-child(2) td:nth-child(2) { font-weight: 600; box-shadow: inset 0 0 0 2px var(--peel-accent); }

.peel-two > .peel-beside { flex: 1 1 260px; min-width: 0; }

.peel-chart-area { fill: var(--peel-accent); opacity: 0.22; }
.peel-chart-line { fill: none; stroke: var(--peel-accent); stroke-width: 2; }

/* a figure as it is printed: paper is white */
.peel-figure-sheet { padding: 10px; border-radius: 4px; background: #fff; overflow: auto; box-shadow: 0 0 0 1px var(--peel-line); }
.peel-figure-sheet svg { display: block; max-width: 100%; height: auto; image-rendering: pixelated; }

.peel-prompt { margin: 0; padding: 2px 12px; border-left: 3px solid var(--peel-line); }
.peel-rater { width: 12em; text-align: left; }

/* how far long work is */
.peel-run-bar { display: flex; height: 10px; border-radius: 5px; background: var(--peel-raised); overflow: hidden; }
.peel-run-done { background: var(--peel-accent); }
.peel-view[data-phase="finished"] .peel-run-done { background: var(--jp-success-color1, #388e3c); }
.peel-run-failed { background: var(--peel-bad); }
.peel-run-bar.peel-is-waiting { background: repeating-linear-gradient(110deg, var(--peel-raised) 0 12px, var(--peel-line) 12px 24px); }
.peel-run-pace { width: 120px; height: 22px; }
.peel-run-failures { margin: 4px 0 0; padding: 0; list-style: none; max-height: 240px; overflow: auto; }
.peel-run-failures li { display: flex; gap: 8px; align-items: baseline; }

/* the cube of colours */
.peel-cube { display: block; flex: 1 1 260px; width: auto; min-width: 0; aspect-ratio: 1; max-height: 500px; border-radius: 4px; background: var(--peel-raised); color: var(--peel-muted); cursor: grab; touch-action: none; }
.peel-transform { width: 100%; max-width: 420px; height: auto; }
.peel-transform-grid { stroke: var(--peel-line); stroke-width: 1; }
.peel-transform-tick { fill: var(--peel-muted); font-size: 11px; }
.peel-transform-way { fill: none; stroke: var(--peel-text); stroke-width: 1; stroke-dasharray: 3 3; }
.peel-transform-mark { fill: none; stroke: var(--peel-text); stroke-width: 2; }

/* messages */
.peel-note { margin: 0; color: var(--peel-muted); }
.peel-notice { padding: 4px 10px; border-radius: 5px; background: var(--peel-raised); }
.peel-notice.peel-is-error { color: var(--peel-bad); }

.peel-view.peel-fullscreen { max-width: none !important; height: 100%; padding: 12px 16px; overflow: auto; background: var(--peel-ground); }
/* On a full screen the picture has all the room that its controls leave: beside them, or above where that is narrow. */
.peel-main, .peel-below { display: contents; }
.peel-fullscreen .peel-main { display: flex; flex: 1; gap: 8px 18px; min-height: 0; }
.peel-fullscreen .peel-body { display: flex; flex: 1 1 0; min-width: 0; min-height: 0; }
.peel-fullscreen .peel-below { display: flex; flex: 0 0 clamp(340px, 34%, 620px); flex-direction: column; gap: 8px; min-width: 0; padding: 2px; overflow: auto; }
.peel-fullscreen .peel-below > * { flex: none; }
.peel-fullscreen .peel-stage { aspect-ratio: auto !important; max-height: none; }
.peel-fullscreen .peel-body.peel-many { display: grid; grid-auto-rows: minmax(120px, 1fr); }
@container (max-width: 899px) {
  .peel-fullscreen .peel-main { display: block; overflow: auto; }
  .peel-fullscreen .peel-body { height: 58vh; margin-bottom: 8px; }
  .peel-fullscreen .peel-below { padding: 2px 2px 12px; overflow: visible; }
}

@container (max-width: 490px) {
  .peel-foot .peel-middle { order: 3; width: 100%; flex-wrap: wrap; justify-content: space-between; }
  .peel-head .peel-segments { flex-wrap: wrap; }
}
@container (max-width: 380px) {
  .peel-head.peel-head { flex-wrap: wrap; }
}
@container (max-width: 460px) {
  .peel-head { gap: 4px; flex-wrap: nowrap; }
  .peel-segments span { padding: 2px 8px; }
  .peel-tools { gap: 0; }
  .peel-button { padding: 0 4px; }
  .peel-tools .peel-button { min-width: 22px; }
  .peel-percent { min-width: 46px; }
  .peel-fields { gap: 0 12px; min-height: 44px; }
}
/* In a row of Jupyter's widgets a view has no width of its own, but takes what is left. */
.widget-box > :has(> .peel-view) { flex-grow: 1; min-width: min(320px, 100%); }
@media (forced-colors: active) {
  .peel-stage, .peel-bar-colours { forced-color-adjust: none; }
  .peel-handle { background: ButtonText; forced-color-adjust: none; }
  .peel-segments input:checked + span { outline: 2px solid Highlight; }
}
`;

const styleId = "peel-view-style";

/** Puts the style sheet where the element is, once for each document or shadow root. */
export function injectStyle(el: HTMLElement): void {
  const root = el.getRootNode();
  const home = root instanceof ShadowRoot ? root : document.head;
  if (home.querySelector(`#${styleId}`)) return;
  const style = document.createElement("style");
  style.id = styleId;
  style.textContent = css;
  home.append(style);
}
