import type { SweepProgress } from "./progress.js";
import { messageOf } from "./runSweep.js";

interface Told {
  readonly name: string;
  readonly state: string;
  readonly progress: SweepProgress | undefined;
  readonly error: unknown;
}

/** "nyuv2: 120 of 654, 3.2 per second, 3 min left, $0.24, 1 failed" */
export function sweepWords({ name, state, progress, error }: Told): string {
  const ending = state === "running" ? "" : state === "failed" ? `failed: ${messageOf(error)}` : state;
  return `${name}: ${[progressWords(progress, state), ending].filter(Boolean).join("; ")}`;
}

function progressWords(progress: SweepProgress | undefined, state: string): string {
  if (!progress) return state === "running" ? "not begun yet" : "";
  const { done, total, failed, perSecond, secondsLeft, costUsd } = progress;
  const isRunning = state === "running";
  const rate = perSecond >= 1 ? `${perSecond.toFixed(1)} per second` : `${(1 / perSecond).toFixed(1)} s each`;
  return [
    `${done} of ${total}`,
    isRunning && perSecond > 0 ? rate : "",
    isRunning && secondsLeft !== undefined && secondsLeft > 0 ? `${timeWords(secondsLeft)} left` : "",
    costUsd > 0 ? `$${costUsd.toFixed(2)}` : "",
    failed > 0 ? `${failed} failed` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** "40 s", "3 min", "2.5 h" */
function timeWords(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
