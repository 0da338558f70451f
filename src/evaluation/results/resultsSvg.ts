/** A still picture of results, for readers where nothing moves: the samples' numbers in order, and classes as bars. */

import { numberText } from "./numberText.js";
import type { SweepResults } from "./sweepResults.js";

const [WIDTH, HEIGHT, MARGIN] = [640, 240, 40];

/** Samples from the best to the worst, as dots. */
export function resultsSvg({ title, samples, ranking }: SweepResults): string {
  const values = samples.map(({ scores }) => scores[ranking.by]).filter(Number.isFinite);
  values.sort((a, b) => (ranking.isHigherBetter ? b - a : a - b));
  const most = Math.max(...values, 1e-9);
  const x = (i: number): number => MARGIN + ((i + 0.5) * (WIDTH - 2 * MARGIN)) / Math.max(1, values.length);
  const y = (value: number): number => HEIGHT - MARGIN - (value / most) * (HEIGHT - 2 * MARGIN);
  const dots = values.map(
    (value, i) => `<circle cx="${x(i).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3"/>`,
  );
  const median = values[values.length >> 1];
  const line =
    median === undefined
      ? ""
      : `<line x1="${MARGIN}" x2="${WIDTH - MARGIN}" y1="${y(median)}" y2="${y(median)}" stroke="#c62828"/>
<text x="${WIDTH - MARGIN}" y="${y(median) - 4}" text-anchor="end">median ${numberText(median)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" role="img" aria-label="${escaped(title)}">
<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>
<text x="${MARGIN}" y="20">${escaped(`${title}: ${ranking.by} of ${values.length} samples, the worst at the right`)}</text>
<g fill="#1565c0" fill-opacity="0.6">${dots.join("")}</g>
${line}
<text x="${MARGIN - 4}" y="${y(most) + 4}" text-anchor="end">${numberText(most)}</text>
<text x="${MARGIN - 4}" y="${y(0) + 4}" text-anchor="end">0</text>
</svg>`;
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
