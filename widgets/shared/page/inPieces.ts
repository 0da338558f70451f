/** A page that works longer than this at once is felt to hang. */
const SLICE_MS = 25;

export interface PiecesOptions<Result> {
  readonly onDone: (result: Result) => void;
  /** told between two slices: the share that is done, 0 to 1 */
  readonly onShare?: (share: number) => void;
}

/**
 * Works off pieces between the frames and keys of a page. What is done within one slice is done at once.
 *
 * @param pieces yields the share that is done, and returns the result
 * @returns gives the rest up
 */
export function inPieces<Result>(
  pieces: Iterator<number, Result>,
  { onDone, onShare }: PiecesOptions<Result>,
): () => void {
  let timer = 0;
  function slice(): void {
    const begin = performance.now();
    for (;;) {
      const { done, value } = pieces.next();
      if (done) return onDone(value);
      if (performance.now() - begin < SLICE_MS) continue;
      onShare?.(value);
      timer = window.setTimeout(slice);
      return;
    }
  }
  slice();
  return () => clearTimeout(timer);
}

/** "40 %", for what is under way. */
export const shareText = (share: number): string => `${Math.round(100 * share)}\u00a0%`;
