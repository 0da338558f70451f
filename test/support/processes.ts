import { execFileSync } from "node:child_process";

/** The processes whose command line holds a text, but for those that ended and only wait to be collected. */
export function processesWith(text: string): { pid: number; args: string }[] {
  const lines = execFileSync("ps", ["-eo", "pid=,stat=,args=", "-ww"], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, state, args] = /^\s*(\d+) (\S+)\s+(.*)$/.exec(line) ?? [];
    return args?.includes(text) && !state.startsWith("Z") ? [{ pid: Number(pid), args }] : [];
  });
}

/** Whether a process of this number is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
