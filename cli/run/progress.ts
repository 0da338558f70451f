import { isGeneratorError, UnwritableError } from "vision-peel";

/** Lines on stderr while photos are worked on: how many, how fast, how long still, what it has cost. */
export interface Progress {
  /** one that took this long, here or by a service */
  done(path: string, costUsd: number): void;
  skipped(path: string): void;
  failed(path: string, message: string): void;
  end(): void;
}

export function makeProgress(
  total: number,
  write = (line: string) => void process.stderr.write(line),
): Progress {
  const begun = performance.now();
  let [count, painted, spent, failures, skips] = [0, 0, 0, 0, 0];
  const head = (): string => `${++count}/${total}`;
  return {
    done(path, costUsd) {
      painted++;
      spent += costUsd;
      const each = (performance.now() - begun) / 1000 / painted;
      const left = total - count - 1;
      const rest = left > 0 ? `, ${durationText(each * left)} left` : "";
      write(
        `${head()} ${path} (${each.toFixed(each < 10 ? 1 : 0)} s each${rest}${spent > 0 ? `, $${spent.toFixed(3)}` : ""})\n`,
      );
    },
    skipped(path) {
      skips++;
      write(`${head()} ${path}: there already; --again paints it anew\n`);
    },
    failed(path, message) {
      failures++;
      write(`${head()} ${path}: ${message}\n`);
    },
    end() {
      if (total < 2) return;
      const parts = [
        `${painted} painted`,
        skips > 0 ? `${skips} were there` : "",
        failures > 0 ? `${failures} failed` : "",
      ];
      write(`${parts.filter(Boolean).join(", ")}${spent > 0 ? `, $${spent.toFixed(3)} in all` : ""}.\n`);
    },
  };
}

/** "40 s", "3 min", "2.5 h". */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** Dollars of a picture: what comes from a recording was paid before. */
export const paidFor = (provenance: Readonly<Record<string, unknown>> | undefined): number =>
  provenance?.replayed ? 0 : Number((provenance?.cost as { usd?: number } | undefined)?.usd ?? 0);

/** A generator that cannot paint at all, or a disk that takes nothing, fares no better with what comes next. */
export const isFatal = (error: unknown): boolean =>
  error instanceof UnwritableError ||
  (isGeneratorError(error) && ["unauthorized", "unavailable", "budget"].includes(error.fault));
