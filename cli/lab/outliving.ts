import { type ChildProcess, spawn } from "node:child_process";

/**
 * Waits for the end of a pipe, which comes however the process that holds its other end has ended; then asks the
 * group's first process to end, and insists after a while. `$1` is that process.
 */
const script = `
cat > /dev/null
kill -TERM "$1" 2> /dev/null || exit 0
seconds=0
while [ $seconds -lt 15 ] && kill -0 "$1" 2> /dev/null; do sleep 1; seconds=$((seconds + 1)); done
kill -KILL -- "-$1" 2> /dev/null
exit 0
`;

/**
 * Sees to it that a child which leads a group does not outlive this process, not even if this one is killed. A shell
 * and not Node, as it waits all day. Windows has no such shell: there a child may stay.
 */
export function endWithUs(child: ChildProcess): void {
  if (process.platform === "win32" || child.pid === undefined) return;
  const watch = spawn("/bin/sh", ["-c", script, "peel-watch", String(child.pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    // Ctrl-C in the terminal is not for it.
    detached: true,
  });
  watch.on("error", () => {});
  watch.stdin.on("error", () => {});
  watch.unref();
  // Another process may get the number of one that has ended.
  child.once("exit", () => watch.kill("SIGKILL"));
}
