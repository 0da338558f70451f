/**
 * Work that was put off and has to be done before a request is answered as finished: whoever runs a
 * notebook without a page stops listening when the kernel is idle.
 */
const tasks = new Set<() => void>();

/** Has a task done before the kernel is idle again; the same task only once. */
export function beforeIdle(task: () => void): void {
  tasks.add(task);
}

/** Takes a task back that has been done meanwhile. */
export function notBeforeIdle(task: () => void): void {
  tasks.delete(task);
}

/** Does all that was put off. */
export function settle(): void {
  for (const task of tasks) {
    tasks.delete(task);
    try {
      task();
    } catch (error) {
      // Shown as any late error is; the answer is sent nevertheless.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}
