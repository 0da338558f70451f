import type { ContestReport } from "./compare.js";

/** A contest's outcome as a table for people. */
export function reportText({ contest, unit, rounds, standings, loadAverage }: ContestReport): string {
  const width = Math.max(...standings.map(({ rival }) => rival.length));
  const lines = standings.map(({ rival, medianMs, quartilesMs, millionsPerSecond, ratio }) => {
    const spread = `${quartilesMs[0].toFixed(2)}–${quartilesMs[1].toFixed(2)}`;
    return [
      `  ${rival.padEnd(width)}`,
      `${medianMs.toFixed(2).padStart(9)} ms`,
      `(${spread})`.padEnd(18),
      `${millionsPerSecond.toFixed(1).padStart(7)} M${unit}/s`,
      `${ratio.toFixed(2).padStart(7)}×`,
    ].join("  ");
  });
  const [before, after] = loadAverage.map((load) => load.toFixed(2));
  return `${contest} (median and quartiles of ${rounds} rounds; load ${before} → ${after})\n${lines.join("\n")}\n`;
}
