import type { SweepProgress } from "vision-peel/evaluation";
import { durationText } from "../run/progress.js";

/** At least so long between two lines, in milliseconds: a fast sweep has thousands of samples in it. */
const PAUSE_MS = 1000;

/** "120/654, 3.2 per second, 3 min left, $0.24": over itself on a terminal, line by line elsewhere. */
export function makeProgressLine(
  isTerminal = process.stderr.isTTY,
  write = (text: string) => void process.stderr.write(text),
): { show(progress: SweepProgress): void; end(): void } {
  let shownAt = Number.NEGATIVE_INFINITY;
  let last: SweepProgress | undefined;
  const put = (progress: SweepProgress): void => {
    shownAt = performance.now();
    write(isTerminal ? `\r\x1b[2K${progressText(progress)}` : `${progressText(progress)}\n`);
  };
  return {
    show(progress) {
      last = progress;
      if (performance.now() - shownAt >= PAUSE_MS) put(progress);
    },
    end() {
      if (last) put(last);
      if (last && isTerminal) write("\n");
    },
  };
}

export function progressText({
  total,
  done,
  failed,
  perSecond,
  secondsLeft,
  costUsd,
}: SweepProgress): string {
  const rate = perSecond >= 1 ? `${perSecond.toFixed(1)} per second` : `${(1 / perSecond).toFixed(1)} s each`;
  const parts = [
    `${done}/${total}`,
    failed > 0 ? `${failed} failed` : "",
    perSecond > 0 ? rate : "",
    secondsLeft !== undefined && secondsLeft > 0 ? `${durationText(secondsLeft)} left` : "",
    costUsd > 0 ? `$${costUsd.toFixed(3)}` : "",
  ];
  return parts.filter(Boolean).join(", ");
}
