/** What only a SegmentationView has. */
export const segmentationStyle = /* css */ `
.peel-legend-head, .peel-region-row { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 16px; }
.peel-legend-head { justify-content: space-between; }
.peel-region-controls { display: flex; flex-direction: column; gap: 6px; }
.peel-filter { width: 12em; min-width: 0; padding: 2px 8px; font: inherit; color: inherit; background: var(--peel-ground); border: 1px solid var(--peel-line); border-radius: 6px; }
.peel-legend-list { max-height: 13em; margin: 6px 0 0; padding: 0; overflow: auto; list-style: none; }
.peel-legend-row { display: flex; align-items: center; gap: 6px; padding: 0 4px; border-radius: 5px; }
.peel-legend-row.peel-is-off .peel-legend-button { opacity: .5; }
.peel-legend-row.peel-is-marked, .peel-legend-button[aria-pressed="true"] { background: var(--peel-raised); }
.peel-legend-button { display: grid; grid-template-columns: 20px minmax(4em, 1fr) auto 5em; flex: 1; align-items: center; min-width: 0; padding: 3px 4px; font: inherit; color: inherit; text-align: left; background: none; border: 0; border-radius: 5px; cursor: pointer; }
.peel-legend-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.peel-legend-share { text-align: right; }
`;
