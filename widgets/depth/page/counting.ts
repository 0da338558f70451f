import { breathe } from "../../shared/page/breathe.js";
import type { DepthPictures } from "../draw/pictures.js";
import { countDepth, type DepthCounts, metresOfShare } from "../histogram.js";

export interface Counting {
  /** undefined until the first time that all pixels were counted */
  readonly counts: DepthCounts | undefined;
  /** Metres below which a share of the pixels lies; 0 until they were counted. */
  metresOf(share: number): number;
  /** Counts the pixels that are shown now, unless that was done. */
  count(): void;
}

/** Counts the pixels of what is shown, between the frames of the page. */
export function makeCounting(pictures: DepthPictures, onCounted: () => void, signal: AbortSignal): Counting {
  const { tables } = pictures;
  let counts: DepthCounts | undefined;
  let counted: Float32Array | undefined;
  return {
    get counts() {
      return counts;
    },
    metresOf: (share) => (counts ? metresOfShare(counts, tables, share) : 0),
    count() {
      const { metres } = pictures;
      if (metres === counted) return;
      counted = metres;
      const pause = async (): Promise<void> => {
        await breathe(signal);
        if (metres !== pictures.metres) throw new Error("Other metres are shown by now.");
      };
      countDepth(metres, tables, pause).then(
        (found) => {
          counts = found;
          onCounted();
        },
        () => {}, // the view is gone, or shows other metres
      );
    },
  };
}
