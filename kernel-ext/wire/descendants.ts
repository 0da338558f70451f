/** The processes that a process has started. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** By Linux's own list, or by `pgrep`, which all other systems of this kind have. */
function childrenOf(pid: number): number[] {
  try {
    return numbersIn(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8"));
  } catch {
    try {
      return numbersIn(execFileSync("pgrep", ["-P", String(pid)], { encoding: "utf8" }));
    } catch {
      return [];
    }
  }
}

const numbersIn = (text: string) => text.split(/\s+/).filter(Boolean).map(Number);

/** A process's children without `others`, and all that those have started; parents first. */
export function descendantsOf(pid: number, others: ReadonlySet<number>): number[] {
  return childrenOf(pid)
    .filter((child) => !others.has(child))
    .flatMap((child) => [child, ...descendantsOf(child, new Set())]);
}
