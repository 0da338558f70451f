import { execFileSync } from "node:child_process";

/** What a program prints; undefined if it does not run, fails or takes longer than half a minute. */
export function outputOf(program: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(program, args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 30_000,
      killSignal: "SIGKILL",
    }).trim();
  } catch {
    return undefined;
  }
}
