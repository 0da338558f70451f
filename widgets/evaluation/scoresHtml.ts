import type { SweepResults } from "vision-peel/evaluation";
import { escaped } from "./html.js";

const MOST = 8;
const digits = (value: number): string => String(Number(value.toPrecision(4)));

/** A table of the first scores of every protocol, with their intervals. */
export function scoresHtml({ title, samples, total, failures, scores }: SweepResults): string {
  const failed = failures.length > 0 ? `, ${failures.length} failed` : "";
  const head = `<b>${escaped(title)}</b>: ${samples.length} of ${total} samples${failed}`;
  const tables = scores.map(({ protocol, values, intervals, intervalsBy }) => {
    const shown = Object.entries(values).slice(0, MOST);
    if (shown.length === 0) return `<p>${escaped(protocol)}: nothing could be scored</p>`;
    const names = shown.map(([name]) => `<th>${escaped(name)}</th>`).join("");
    const cells = shown.map(([name, value]) => {
      const interval = intervals?.[name];
      const range = interval ? `<br><small>${digits(interval[0])} – ${digits(interval[1])}</small>` : "";
      return `<td>${digits(value)}${range}</td>`;
    });
    const by = intervalsBy ? ` <small>(${escaped(intervalsBy)})</small>` : "";
    return `<p>${escaped(protocol)}${by}</p><table><tr>${names}</tr><tr>${cells.join("")}</tr></table>`;
  });
  return [head, ...tables].join("\n");
}
