/** Depth as it is shown: as it was decoded, or aligned to the truth. */
import { alignDepthInPieces, type DepthAligner } from "vision-peel/metrics";
import { inPieces } from "../../shared/page/inPieces.js";
import { alignerText, alignMetresInPieces, notAligned } from "../aligned.js";
import type { DepthPictures } from "../draw/pictures.js";
import type { DepthAlignmentName } from "../state.js";

export interface ShownDepth {
  /** `metres` are those that are shown: another array whenever they change */
  readonly pictures: DepthPictures;
  /** metres as they were decoded */
  readonly decoded: Float32Array;
  readonly alignment: DepthAlignmentName;
  /** what decoded metres are multiplied by, and what is added */
  readonly aligner: DepthAligner;
  /** the share of a large picture that has been looked at for another alignment; undefined: all */
  readonly pending: number | undefined;
  /** Aligns anew where that is asked for: at once, or in a while where the picture is large. */
  update(alignment: DepthAlignmentName): void;
  cancel(): void;
}

/** What depth is brought to the truth by, and what it is then; yields the share that is done. */
function* alignInPieces(
  decoded: Float32Array,
  truth: Float32Array,
  alignment: DepthAlignmentName,
): Generator<number, { aligner: DepthAligner; metres: Float32Array }> {
  const aligner = yield* alignDepthInPieces(decoded, truth, alignment);
  return { aligner, metres: yield* alignMetresInPieces(decoded, aligner) };
}

/** What is to be known of the colours and numbers: "Aligned to the truth: depth × 1.0321"; nothing where they are not. */
export const alignedWords = ({ aligner, alignment }: ShownDepth): string =>
  alignment === "none" ? "" : `Aligned to the truth: ${alignerText(aligner, alignment)}`;

/** @param onChange other metres are shown, or more of them has been looked at */
export function makeShownDepth(given: DepthPictures, onChange: () => void): ShownDepth {
  const { metres: decoded, truth } = given;
  let metres = decoded;
  let aligner = notAligned;
  let alignment: DepthAlignmentName = "none";
  let wanted: DepthAlignmentName = "none";
  let pending: number | undefined;
  let cancel = (): void => {};
  return {
    pictures: {
      ...given,
      get metres() {
        return metres;
      },
    },
    decoded,
    get alignment() {
      return alignment;
    },
    get aligner() {
      return aligner;
    },
    get pending() {
      return pending;
    },
    update(next) {
      if (!truth || next === wanted) return;
      wanted = next;
      cancel();
      pending = 0;
      cancel = inPieces(alignInPieces(decoded, truth, next), {
        onDone(found) {
          [aligner, alignment, pending] = [found.aligner, next, undefined];
          metres = found.metres;
          onChange();
        },
        onShare(share) {
          pending = share;
          onChange();
        },
      });
    },
    cancel: () => cancel(),
  };
}
