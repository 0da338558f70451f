import { ArgumentError } from "../../errors.js";
import type { Rgb } from "../../image/types.js";

/** Lattices of the RGB cube, by colours a side. The finest keeps neighbours 15 levels apart: more than τ. */
const SIDES = [9, 18];

/** τ of appendix A, levels: colours this near are one. */
const TOLERANCE = 14;

/**
 * Colours as far from each other and from the given ones as can be: each is the point of a lattice of
 * the RGB cube that lies farthest from all before it, so that the first are the clearest.
 *
 * @param from colours to keep away from: the background
 * @throws ArgumentError for more than about 5800 colours, which τ could not tell apart
 * @example separateColours(3, [[0, 0, 0]]) // white, then two more corners of the cube
 */
export function separateColours(count: number, from: readonly Rgb[]): Rgb[] {
  // Four times as many points as colours leave room to choose.
  const side = SIDES.find((one) => one ** 3 >= 4 * count) ?? SIDES[SIDES.length - 1];
  const points = latticeOf(side);
  const nearest = new Float64Array(points.length).fill(Infinity);
  const chosen: Rgb[] = [];
  const keepAwayFrom = (colour: Rgb): void => {
    for (let i = 0; i < points.length; i++)
      nearest[i] = Math.min(nearest[i], squaredDistance(points[i], colour));
  };
  for (const colour of from) keepAwayFrom(colour);
  while (chosen.length < count) {
    let best = 0;
    for (let i = 1; i < points.length; i++) if (nearest[i] > nearest[best]) best = i;
    if (nearest[best] <= TOLERANCE ** 2) refuse(count, chosen.length);
    chosen.push(points[best]);
    keepAwayFrom(points[best]);
  }
  return chosen;
}

function latticeOf(side: number): Rgb[] {
  const level = (i: number): number => Math.round((255 * i) / (side - 1));
  return Array.from({ length: side ** 3 }, (_, i): Rgb => {
    const [r, g, b] = [Math.floor(i / side ** 2), Math.floor(i / side) % side, i % side];
    // From white downwards: of equally far points the lightest comes first.
    return [level(side - 1 - r), level(side - 1 - g), level(side - 1 - b)];
  });
}

const squaredDistance = (a: Rgb, b: Rgb): number =>
  (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

function refuse(count: number, possible: number): never {
  throw new ArgumentError({
    argument: "instances",
    expected: `at most ${possible}, which is how many colours stay apart`,
    got: `${count}`,
    remedy: "paint them in several pictures",
  });
}
