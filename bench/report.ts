import type { ContestReport, Standing } from "./compare.js";
import type { FindingsReport } from "./findings.js";

export type Report = ContestReport | FindingsReport;

/** An outcome as a table for people. */
export function reportText(report: Report): string {
  return "contest" in report ? contestText(report) : findingsText(report);
}

function contestText({ contest, unit, shareAim, rounds, standings, loadAverage }: ContestReport): string {
  const width = Math.max(...standings.map(({ rival }) => rival.length));
  const lines = standings.map((standing) => {
    const { rival, medianMs, quartilesMs, millionsPerSecond, ratio } = standing;
    const spread = `${quartilesMs[0].toFixed(2)}–${quartilesMs[1].toFixed(2)}`;
    const columns = [
      `  ${rival.padEnd(width)}`,
      `${medianMs.toFixed(2).padStart(9)} ms`,
      `(${spread})`.padEnd(18),
    ];
    if (unit) columns.push(`${millionsPerSecond.toFixed(1).padStart(7)} M${unit}/s`);
    columns.push(`${ratio.toFixed(2).padStart(7)}×`);
    if (standing.timesSubject !== undefined) columns.push(besideSubject(standing));
    return columns.join("  ");
  });
  const [first, last] = [standings[0], standings[standings.length - 1]];
  if (shareAim !== undefined) {
    const share = `${last.share.toFixed(2)} of ${first.rival}'s time`;
    lines.push(`  ${last.rival} takes ${share} (aim: at most ${shareAim.toFixed(2)})`);
  }
  const [before, after] = loadAverage.map((load) => load.toFixed(2));
  return `${contest} (median and quartiles of ${rounds} rounds; load ${before} → ${after})\n${lines.join("\n")}\n`;
}

/** What the subject is beside this rival, and what it is to be. */
function besideSubject({
  timesSubject = Number.NaN,
  timesSubjectAtBest: atBest,
  timesSubjectByCpu: byCpu,
  aim,
}: Standing): string {
  const isFaster = (aim ?? timesSubject) >= 1;
  const times = (ratio: number) => `${Number((isFaster ? ratio : 1 / ratio).toPrecision(3))}×`;
  const told = isFaster
    ? `ours is ${times(timesSubject)} as fast`
    : `ours takes ${times(timesSubject)} as long`;
  const best = atBest === undefined ? "" : `, at their best ${times(atBest)}`;
  const processor = byCpu === undefined ? "" : `, by processor time ${times(byCpu)}`;
  if (aim === undefined) return told + best + processor;
  const wanted = isFaster ? `≥ ${times(aim)}` : `≤ ${times(aim)}`;
  return `${told}${best}${processor} (aim: ${wanted}${timesSubject >= aim ? "" : ", missed"})`;
}

function findingsText({ title, findings }: FindingsReport): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const lines = findings.map(({ what, value, unit, aim }) => {
    const figure = `${value.toFixed(Number.isInteger(value) ? 0 : 2).padStart(12)} ${unit}`;
    return `  ${what.padEnd(width)}  ${figure}${aim ? `  (aim: ${aim})` : ""}`;
  });
  return `${title}\n${lines.join("\n")}\n`;
}
