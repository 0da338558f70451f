/**
 * How one axis of a new grid lies on the old one: the centre of new pixel `i` stands at
 * `(i + 0.5) · scale + offset` of the old axis, in pixels from its start (so old pixel `j` covers j to j + 1).
 */
export interface Axis {
  readonly source: number;
  readonly target: number;
  readonly scale: number;
  readonly offset: number;
}

/** The axis of a plain resize: both ends meet both ends. */
export function resizeAxis(source: number, target: number): Axis {
  return { source, target, scale: source / target, offset: 0 };
}

/** Which old pixels make each new one: `count` index and weight pairs per new pixel; unused ones weigh 0. */
export interface Taps {
  readonly count: number;
  readonly indices: Int32Array;
  readonly weights: Float64Array;
}

export function emptyTaps(target: number, count: number): Taps {
  return {
    count,
    indices: new Int32Array(target * count),
    weights: new Float64Array(target * count),
  };
}

/** `index`, or the nearest that is on the axis. */
export function clampIndex(index: number, length: number): number {
  return index < 0 ? 0 : index >= length ? length - 1 : index;
}
