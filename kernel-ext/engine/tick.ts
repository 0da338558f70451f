/**
 * Runs user code as a tick of its own, not as a step of whoever waits for it. What V8 terminates ends without a word,
 * and takes along the steps that are queued behind it: whoever waits must be waiting already, and not be one of them.
 */
export function inTick<T>(work: () => T | PromiseLike<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    process.nextTick(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    });
  });
}
