/** What only a SegmentationView has. */
export const segmentationStyle = /* css */ `
.peel-legend-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 6px 16px; }
.peel-region-controls, .peel-margin, .peel-clean-up, .peel-compare { display: flex; flex-direction: column; gap: 6px; }
.peel-filter { width: 12em; min-width: 0; padding: 2px 8px; font: inherit; color: inherit; background: var(--peel-ground); border: 1px solid var(--peel-line); border-radius: 6px; }
.peel-legend-list { max-height: 13em; margin: 6px 0 0; padding: 0; overflow: auto; list-style: none; }
.peel-legend-row { display: flex; align-items: center; gap: 6px; padding: 0 4px; border-radius: 5px; }
.peel-legend-row input { accent-color: var(--peel-accent); }
.peel-legend-row.peel-is-off .peel-legend-button { color: var(--peel-muted); }
.peel-legend-row.peel-is-off .peel-swatch { opacity: .3; }
.peel-is-marked, .peel-legend-button[aria-pressed="true"] { background: var(--peel-raised); }
.peel-legend-button { display: grid; grid-template-columns: 20px minmax(4em, 1fr) auto minmax(6em, auto) 5em; flex: 1; align-items: center; min-width: 0; padding: 3px 4px; font: inherit; color: inherit; text-align: left; background: none; border: 0; border-radius: 5px; cursor: pointer; }
.peel-legend-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.peel-legend-share, .peel-legend-row .peel-unit { text-align: right; }
.peel-thing { display: inline-flex; gap: 6px; max-width: 18em; }
.peel-thing:hover { background: var(--peel-raised); }
.peel-list { max-height: 15em; margin-bottom: 4px; overflow: auto; }
.peel-list thead th { position: sticky; top: 0; background: var(--peel-ground); }
.peel-prompt { margin: 0; overflow-wrap: anywhere; }
.peel-prompt p { margin: 4px 0 0; white-space: pre-wrap; }
.peel-compare p { margin: 0; }
.peel-agreement .peel-field { gap: 6px; }
.peel-scores td:nth-child(3) { padding-left: 0; }
.peel-score-bar { display: block; width: 80px; height: 8px; border-radius: 4px; background: linear-gradient(to right, var(--peel-accent) var(--peel-share), var(--peel-raised) var(--peel-share)); }
.peel-matrix-place { display: flex; flex-direction: column; gap: 6px; }
.peel-matrix { border-collapse: separate; border-spacing: 1px; font-size: 12px; }
.peel-matrix th { max-width: 10em; padding: 0 4px; overflow: hidden; color: var(--peel-muted); font-weight: 400; text-align: right; text-overflow: ellipsis; white-space: nowrap; }
.peel-matrix th[scope="col"] { max-width: 4.5em; padding: 0 2px; text-align: center; }
.peel-matrix td { padding: 0; }
.peel-matrix td.peel-label { padding: 0 4px; white-space: nowrap; }
.peel-matrix button { width: 100%; min-width: 30px; height: 26px; padding: 0 2px; border: 0; border-radius: 3px; color: inherit; font: inherit; font-variant-numeric: tabular-nums; cursor: pointer; background: color-mix(in srgb, #d55e00 calc(var(--peel-share) * .55), var(--peel-raised)); }
.peel-matrix button.peel-is-hit { background: color-mix(in srgb, #0072b2 calc(var(--peel-share) * .55), var(--peel-raised)); }
.peel-matrix button:hover { box-shadow: inset 0 0 0 1px var(--peel-muted); }
.peel-matrix button[aria-pressed="true"] { box-shadow: inset 0 0 0 2px var(--peel-text); }
.peel-legend-button .peel-swatch, .peel-agreement .peel-swatch { display: block; background-size: 14px; }
@media (forced-colors: active) {
  .peel-swatch, .peel-score-bar, .peel-matrix button { forced-color-adjust: none; }
  .peel-matrix button { color: #000; }
}
@container (max-width: 460px) {
  .peel-legend-button { grid-template-columns: 20px minmax(3em, 1fr) auto 4em; }
  .peel-legend-parts { display: none; }
  .peel-thing { display: inline-flex; }
}
`;
