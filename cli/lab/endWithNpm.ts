import { readFileSync } from "node:fs";
import { isRunning } from "@vision-peel/lab";

const lookEveryMs = 500;

/**
 * Ends this process in order (SIGTERM) when the npm or npx that runs it is gone. A signal to npm alone ends npm and
 * at most the shell between it and us, so that nobody would be left to stop the server.
 */
export function endWithNpm(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const npm = npmAbove(parent);
  const watch = setInterval(() => {
    if (process.ppid === parent && (npm === undefined || isRunning(npm))) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, lookEveryMs);
  watch.unref();
}

/** The parent of a process if it is npm, as far as the system tells (Linux). */
function npmAbove(pid: number): number | undefined {
  try {
    // The name in parentheses may hold anything, so count from its end: state, then the parent.
    const parent = Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
    return /\bnp[mx]\b/.test(readFileSync(`/proc/${parent}/cmdline`, "utf8")) ? parent : undefined;
  } catch {
    return undefined;
  }
}
