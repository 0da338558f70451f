const everyMs = 1000;

/**
 * Calls `onGone` once when the parent process has ended, so that no kernel outlives its server.
 * Jupyter names the parent in JPY_PARENT_PID; a pid of 0 or 1 says that there is none to watch.
 */
export function watchParent(pid: number, onGone: () => void): void {
  if (pid <= 1) return;
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch (error) {
      // EPERM says that the process exists and belongs to someone else.
      if ((error as NodeJS.ErrnoException).code === "EPERM") return;
      clearInterval(timer);
      onGone();
    }
  }, everyMs);
  timer.unref();
}
