import type { Slice } from "../draw/layer.js";

/** Thickness of a sweeping slice that was whole, in positions of the code; and how far it goes in a second. */
const THICKNESS = 0.08;
const SPEED = 0.12;
/** Where motion is to be reduced, the slice jumps this often instead of gliding. */
const CALM_MS = 1000;

export interface Sweep {
  readonly isRunning: boolean;
  start(): void;
  stop(): void;
}

interface SweepTargets {
  readonly positionOf: (metres: number) => number;
  readonly metresOf: (position: number) => number;
  /** where the picture begins and ends, in positions */
  readonly span: () => readonly [from: number, to: number];
  readonly slice: () => Slice;
  readonly change: (changes: Partial<Slice>) => void;
}

/** Moves the slice through the picture from near to far, over and over. */
export function makeSweep({ positionOf, metresOf, span, slice, change }: SweepTargets): Sweep {
  let frame = 0;
  let last = 0;

  function step(now: number): void {
    frame = requestAnimationFrame(step);
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (isCalm && now - last < CALM_MS) return;
    const { near, far } = slice();
    const [from, to] = span();
    const isWhole = near <= 0 && far === Infinity;
    const thickness = isWhole ? THICKNESS : Math.min(positionOf(far), to) - positionOf(near);
    const by = isWhole ? 0 : (SPEED * Math.min(now - last, CALM_MS)) / 1000;
    let start = isWhole ? from : positionOf(near) + by;
    if (start >= to) start = Math.max(0, from - thickness / 2);
    last = now;
    const end = Math.min(1 - 1e-6, start + Math.max(thickness, 0.004));
    change({ near: metresOf(start), far: metresOf(end) });
  }

  return {
    get isRunning() {
      return frame !== 0;
    },
    start() {
      if (frame) return;
      last = performance.now();
      frame = requestAnimationFrame(step);
    },
    stop() {
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}
