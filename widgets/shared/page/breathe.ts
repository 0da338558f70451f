/**
 * Lets the page do what waits: frames, keys, messages.
 *
 * @throws what the signal was aborted with
 */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  signal.throwIfAborted();
}
