/** Goes the way again whenever it is asked to: small pictures at once, large ones in a preview, and then whole. */

import { finish } from "vision-peel/metrics";
import { withAtMost } from "../../layers/atMost.js";
import type { Layer } from "../../layers/source.js";
import { frameLoop } from "../../shared/page/frameLoop.js";
import { inPieces, shareText } from "../../shared/page/inPieces.js";
import { type ToldTrip, toldInPieces } from "../roundTrip.js";
import type { RoundTripControls } from "../state.js";

/** So many pixels go there and back within a frame or two of a page. */
const AT_ONCE = 2 ** 15;
/** A hand that rests this long has moved its slider. */
const REST_MS = 300;

export interface Trips {
  /** The way as far as it is gone at once; the rest of a large picture follows. */
  begin(): ToldTrip;
  /** Asks for the way to be gone again. */
  request(): void;
  destroy(): void;
}

/**
 * @param controls as they are when they are needed
 * @param onTrip told the way, and in words what it is of where it is not of all pixels
 * @param onNotice told how far all of them are
 */
export function makeTrips(
  truth: Layer,
  controls: () => RoundTripControls,
  onTrip: (told: ToldTrip, notice: string) => void,
  onNotice: (notice: string) => void,
): Trips {
  const small = withAtMost(truth, AT_ONCE);
  const factor = Math.round(truth.state.width / small.state.width);
  const preview = `A preview of every ${{ 2: "second", 3: "third" }[factor] ?? `${factor}th`} pixel`;
  let rest = 0;
  let stop = () => {};
  function goAtOnce(): ToldTrip {
    stop();
    clearTimeout(rest);
    const now = controls();
    if (small === truth) return finish(toldInPieces(truth, now));
    rest = window.setTimeout(goWholeWay, REST_MS);
    // What is told in pixels is fewer of them in a smaller picture.
    return finish(toldInPieces(small, { ...now, edges: now.edges / factor, shift: now.shift / factor }));
  }
  function goWholeWay(): void {
    stop = inPieces(toldInPieces(truth, controls()), {
      onShare: (share) => onNotice(`${preview}; all of them: ${shareText(share)}`),
      onDone: (told) => onTrip(told, ""),
    });
  }
  const loop = frameLoop(() => onTrip(goAtOnce(), small === truth ? "" : preview));
  return {
    begin: goAtOnce,
    request: loop.request,
    destroy() {
      loop.cancel();
      clearTimeout(rest);
      stop();
    },
  };
}
