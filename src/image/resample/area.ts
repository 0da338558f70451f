import { type Axis, clampIndex, emptyTaps, type Taps } from "./axis.js";
import { takeOne } from "./kernels.js";

/** Every old pixel weighs what of it lies under the new one: OpenCV's INTER_AREA when both axes shrink. */
export function coverageTaps(axis: Axis): Taps {
  const count = Math.ceil(axis.scale) + 1;
  const taps = emptyTaps(axis.target, count);
  for (let i = 0; i < axis.target; i++) {
    const from = Math.max(0, i * axis.scale + axis.offset);
    const to = Math.min(axis.source, (i + 1) * axis.scale + axis.offset);
    const first = Math.floor(from);
    if (!(to > from)) {
      takeOne(taps, i, clampIndex(first, axis.source));
      continue;
    }
    for (let k = 0; k < count; k++) {
      const covered = Math.min(to, first + k + 1) - Math.max(from, first + k);
      taps.indices[i * count + k] = clampIndex(first + k, axis.source);
      taps.weights[i * count + k] = Math.max(0, covered) / (to - from);
    }
  }
  return taps;
}

/** OpenCV's INTER_AREA when an axis grows: flat within an old pixel, a straight ramp over one new pixel between. */
export function steppedTaps(axis: Axis): Taps {
  const taps = emptyTaps(axis.target, 2);
  for (let i = 0; i < axis.target; i++) {
    const left = Math.floor(i * axis.scale + axis.offset);
    const over = i + 1 - (left + 1 - axis.offset) / axis.scale;
    const share = over <= 0 || left < 0 || left >= axis.source - 1 ? 0 : over - Math.floor(over);
    taps.indices[2 * i] = clampIndex(left, axis.source);
    taps.indices[2 * i + 1] = clampIndex(left + 1, axis.source);
    taps.weights[2 * i] = 1 - share;
    taps.weights[2 * i + 1] = share;
  }
  return taps;
}

/** The plain mean of all old pixels that a new one touches: torch's `area` (adaptive average pooling). */
export function adaptiveTaps(axis: Axis): Taps {
  const count = Math.ceil(axis.scale) + 1;
  const taps = emptyTaps(axis.target, count);
  for (let i = 0; i < axis.target; i++) {
    // Whole numbers must stay whole: 3 · (1 / 3) is no reason to touch the next pixel.
    const first = clampIndex(Math.floor(i * axis.scale + axis.offset + 1e-9), axis.source);
    const end = Math.min(
      axis.source,
      Math.max(first + 1, Math.ceil((i + 1) * axis.scale + axis.offset - 1e-9)),
    );
    for (let j = first; j < end; j++) {
      taps.indices[i * count + j - first] = j;
      taps.weights[i * count + j - first] = 1 / (end - first);
    }
  }
  return taps;
}
