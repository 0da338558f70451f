/** The sphere of directions, as seen from in front: which direction lies where, and what is drawn there. */
import { wordOf } from "../../shared/draw/words.js";
import { binOf, type GaussMap } from "../gauss.js";
import type { Direction } from "../state.js";
import { codeColours } from "./colours.js";

/** The ball turned to the right and upwards, in degrees. */
export type Turn = readonly [number, number];

const RADIANS = Math.PI / 180;

/** A direction as it lies on the turned ball: x right and y up, both −1 to 1; z above 0 is in front. */
export function onBall([x, y, z]: Direction, [right, up]: Turn): Direction {
  const [a, b] = [right * RADIANS, up * RADIANS];
  const x1 = x * Math.cos(a) + z * Math.sin(a);
  const z1 = z * Math.cos(a) - x * Math.sin(a);
  return [x1, y * Math.cos(b) + z1 * Math.sin(b), z1 * Math.cos(b) - y * Math.sin(b)];
}

/** The direction at a place in front of the turned ball; beside it, that at its rim. */
export function atBall(x: number, y: number, [right, up]: Turn): Direction {
  const length = Math.max(1, Math.hypot(x, y));
  const [u, v] = [x / length, y / length];
  const front = Math.sqrt(Math.max(0, 1 - u * u - v * v));
  const [a, b] = [right * RADIANS, up * RADIANS];
  const y1 = v * Math.cos(b) - front * Math.sin(b);
  const z1 = front * Math.cos(b) + v * Math.sin(b);
  return [u * Math.cos(a) - z1 * Math.sin(a), y1, z1 * Math.cos(a) + u * Math.sin(a)];
}

/** The directions of a square of pixels around the ball, x y z interleaved; NaN beside it. */
export function ballDirections(side: number, turn: Turn): Float32Array {
  const directions = new Float32Array(3 * side * side).fill(Number.NaN);
  for (let row = 0, at = 0; row < side; row++) {
    const y = 1 - (2 * (row + 0.5)) / side;
    for (let column = 0; column < side; column++, at += 3) {
      const x = (2 * (column + 0.5)) / side - 1;
      if (x * x + y * y <= 1) directions.set(atBall(x, y, turn), at);
    }
  }
  return directions;
}

/** The ball in the code's own colours: the legend. */
export function drawLegend(side: number, turn: Turn): Uint32Array {
  const directions = ballDirections(side, turn);
  const rgb = codeColours(side, side, directions);
  return Uint32Array.from({ length: side * side }, (_, i) =>
    Number.isNaN(directions[3 * i]) ? 0 : wordOf(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]),
  );
}

/** The ball in the logarithm of how often each direction occurs: dark is never, bright is most often. */
export function drawDensity(side: number, turn: Turn, { counts }: GaussMap): Uint32Array {
  const directions = ballDirections(side, turn);
  const most = Math.log1p(counts.reduce((high, count) => Math.max(high, count), 0));
  return Uint32Array.from({ length: side * side }, (_, i) => {
    const x = directions[3 * i];
    if (Number.isNaN(x)) return 0;
    const count = counts[binOf(x, directions[3 * i + 1], directions[3 * i + 2])];
    const share = most > 0 ? Math.log1p(count) / most : 0;
    // From slate to yellow by way of teal: bright stays bright for eyes of every kind.
    return wordOf(
      Math.round(24 + 231 * share ** 2),
      Math.round(30 + 200 * share),
      Math.round(52 + 90 * share * (1 - share) * 2),
    );
  });
}
