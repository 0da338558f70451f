import { isGeneratorError } from "../generatorError.js";
import type { PaintedPicture } from "./painter.js";
import type { PaintRequest } from "./request.js";

/**
 * The next of several pictures, or nothing where it fails after others have come: those are paid for, and are given
 * with a warning instead of being lost.
 *
 * @param pictures that came already
 * @throws what the first picture's work throws; the signal's reason
 */
export async function orWhatCame<Result>(
  pictures: readonly PaintedPicture[],
  { signal }: PaintRequest,
  work: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    if (pictures.length === 0 || !isGeneratorError(error)) throw error;
    return undefined;
  }
}
