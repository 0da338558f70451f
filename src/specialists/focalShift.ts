/**
 * The focal length and the shift along the axis that make points project to where they are seen: the least squares of
 * f · xy / (z + s) − uv, which MoGe leaves to whoever uses its points (arXiv 2410.19115, section 3.1).
 */
export interface FocalShift {
  /** in halves of the picture's diagonal */
  readonly focal: number;
  /** in units of the points */
  readonly shift: number;
}

/** Shifts that are tried before the best of them is refined. */
const TRIED = 160;
const REFINED = 60;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * @param xyz of each point, interleaved
 * @param uv where each is seen: half the diagonal is 1
 */
export function solveFocalShift(xyz: Float64Array, uv: Float64Array): FocalShift {
  const count = uv.length / 2;
  if (count < 2) return { focal: 1, shift: 0 };
  let [least, most] = [Infinity, -Infinity];
  for (let i = 2; i < xyz.length; i += 3) {
    least = Math.min(least, xyz[i]);
    most = Math.max(most, xyz[i]);
  }
  // All points lie before the camera: of the nearest, only the logarithm of its distance is free.
  const scale = Math.max(most - least, 1e-6 * Math.abs(most), 1e-12);
  const shiftAt = (place: number): number => scale * Math.exp(place) - least;
  const costAt = (place: number): number => errorsAt(xyz, uv, shiftAt(place)).cost;
  const placeOf = (i: number): number => Math.log(1e-4) + (Math.log(1e8) * i) / (TRIED - 1);
  let best = 0;
  let cost = Infinity;
  for (let i = 0; i < TRIED; i++) {
    const tried = costAt(placeOf(i));
    if (tried < cost) [best, cost] = [i, tried];
  }
  // Golden section (Kiefer, 1953) between its neighbours.
  let [from, to] = [placeOf(best - 1), placeOf(best + 1)];
  let [a, b] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
  let [costA, costB] = [costAt(a), costAt(b)];
  for (let i = 0; i < REFINED; i++) {
    if (costA < costB) {
      [to, b, costB] = [b, a, costA];
      a = to - GOLDEN * (to - from);
      costA = costAt(a);
    } else {
      [from, a, costA] = [a, b, costB];
      b = from + GOLDEN * (to - from);
      costB = costAt(b);
    }
  }
  const shift = shiftAt((from + to) / 2);
  return { focal: errorsAt(xyz, uv, shift).focal, shift };
}

/** The best focal length for a shift, and what is left. */
function errorsAt(xyz: Float64Array, uv: Float64Array, shift: number): { focal: number; cost: number } {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0, at = 0; i < uv.length; i += 2, at += 3) {
    const z = xyz[at + 2] + shift;
    const [x, y] = [xyz[at] / z, xyz[at + 1] / z];
    ab += x * uv[i] + y * uv[i + 1];
    aa += uv[i] * uv[i] + uv[i + 1] * uv[i + 1];
    bb += x * x + y * y;
  }
  const focal = ab / bb;
  // Σ (f p − q)² at its least is Σ q² − (Σ p q)² / Σ p².
  const cost = aa - (ab * ab) / bb;
  return { focal, cost: Number.isFinite(cost) && focal > 0 ? cost : Infinity };
}
