/**
 * Work in pieces: a generator that yields the share that is done and returns its result. A page goes on between two
 * pieces; where nobody waits, all of them are done at once.
 *
 * @example finish(alignDepthInPieces(depth, truth, "scale"))
 */
export function finish<Result>(pieces: Iterator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
  }
}
