/** What a run says of itself. Pure: kernel and page say it alike. */
import type { RunState } from "./state.js";

/** "40 s", "3 min", "2.5 h". */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

const phases = { running: "", finished: "finished", cancelled: "cancelled", failed: "failed" } as const;

/**
 * "120 of 500, 3 failed · 2.4 each second · 3 min left · $1.20"
 *
 * @param isGone whether its kernel is: what it said last is no news any more
 */
export function runWords(state: Omit<RunState, "pace" | "failures">, isGone = false): string {
  const { phase, stage, total, done, found, failed, running, perSecond, secondsLeft, costUsd } = state;
  const isOver = phase !== "running" || isGone;
  const parts = [
    isGone ? "its kernel is gone" : phases[phase],
    total > 0 ? `${done} of ${total}${failed > 0 ? `, ${failed} failed` : ""}` : stage,
    found > 0 ? `${found} were there` : "",
    !isOver && running > 0 ? `${running} at work` : "",
    !isOver && perSecond > 0
      ? `${perSecond < 10 ? perSecond.toPrecision(2) : Math.round(perSecond)} each second`
      : "",
    !isOver && secondsLeft !== null ? `${durationText(secondsLeft)} left` : "",
    costUsd > 0 ? `$${costUsd.toFixed(2)}` : "",
    total > 0 && !isOver ? stage : "",
  ];
  return parts.filter(Boolean).join(" · ") || "begins …";
}
