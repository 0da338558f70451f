/**
 * Runs work at most once per screen frame, however often it is asked for.
 *
 * @returns how to ask, and how to end it
 */
export function frameLoop(work: () => void): { request: () => void; cancel: () => void } {
  let pending = 0;
  return {
    request() {
      pending ||= requestAnimationFrame(() => {
        pending = 0;
        work();
      });
    },
    cancel() {
      cancelAnimationFrame(pending);
      pending = 0;
    },
  };
}
