/** Scores as people and papers want them. */
import type { ProtocolScores } from "vision-peel/metrics";

/** By class and by part there are dozens: the first ones are the protocol's own. */
const MOST = 12;

/** Four digits; rounding errors are none. */
const digits = (value: number): string =>
  Number.isInteger(value)
    ? String(value)
    : Math.abs(value) < 1e-12
      ? "0"
      : String(Number(value.toPrecision(4)));

const between = (interval: readonly [number, number] | undefined): string =>
  interval ? `${digits(interval[0])} – ${digits(interval[1])}` : "";

/** A table for each protocol, for numbers of different ones do not belong in one. */
export function scoresMarkdown(
  title: string,
  scores: readonly ProtocolScores[],
  notes: readonly string[],
): string {
  const tables = scores.map(({ protocol, samples, values, intervals, intervalsBy }) => {
    const shown = Object.entries(values).slice(0, MOST);
    if (shown.length === 0) return `### ${protocol}\n\nNothing could be scored.\n`;
    return [
      `### ${protocol}`,
      "",
      `| samples | ${shown.map(([name]) => name).join(" | ")} |`,
      `|---|${shown.map(() => "---").join("|")}|`,
      `| ${samples} | ${shown.map(([, value]) => digits(value)).join(" | ")} |`,
      ...(intervals ? [`| 95 % | ${shown.map(([name]) => between(intervals[name])).join(" | ")} |`] : []),
      "",
      ...(intervalsBy ? [`Intervals of ${intervalsBy}.`, ""] : []),
    ].join("\n");
  });
  return [
    `# ${title}`,
    "",
    ...notes.map((note) => `> ${note}`),
    ...(notes.length > 0 ? [""] : []),
    ...tables,
  ].join("\n");
}

/**
 * One line for each protocol, on a terminal.
 *
 * @param asked samples that were asked for: where fewer are in a score, its line says so
 */
export const scoresLines = (scores: readonly ProtocolScores[], asked?: number): string =>
  scores
    .map(({ protocol, samples, values, intervals }) => {
      const shown = Object.entries(values).slice(0, 6);
      const words = shown
        .map(([name, value]) => {
          const interval = intervals?.[name];
          return `${name} ${digits(value)}${interval ? ` (${between(interval)})` : ""}`;
        })
        .join(", ");
      const part = asked === undefined || samples === asked ? "" : ` [${samples} of ${asked} samples]`;
      return `${protocol}${part}: ${words || "nothing could be scored"}\n`;
    })
    .join("");
