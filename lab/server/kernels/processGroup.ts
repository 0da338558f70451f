const patienceMs = 500;
const lookEveryMs = 20;

/** Sends a signal to all that is left of a group; false if nothing is. */
function reaches(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ends what a kernel that is gone has started, at first politely. What was started as `detached` is in no group of the
 * kernel's, and stays. Windows has no groups.
 */
export async function endGroup(group: number): Promise<void> {
  if (process.platform === "win32") return;
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    if (!reaches(group, signal)) return;
    const end = Date.now() + patienceMs;
    while (Date.now() < end && reaches(group, 0))
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}
