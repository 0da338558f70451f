import { ArgumentError, describeValue } from "../errors.js";

/**
 * Barron's power transform f(x, λ) for x ≥ 0 (arXiv 2502.10647): a family of monotone curves with
 * f(0) = 0 and f'(0) = 1. λ = 0 is the identity, λ = 1 exp − 1, λ = −1 log(1 + x), ±∞ their limits.
 * Its inverse is itself with −λ. expm1 and log1p keep small x exact.
 *
 * @param x unitless, ≥ 0; for λ > 1 below λ / (λ − 1)
 * @throws ArgumentError outside that domain
 * @example powerTransform(1, -1) // Math.log(2)
 */
export function powerTransform(x: number, lambda: number): number {
  const limit = lambda > 1 ? (lambda === Infinity ? 1 : lambda / (lambda - 1)) : Infinity;
  if (!(x >= 0 && x <= limit)) {
    throw new ArgumentError({
      argument: "x",
      expected: limit === Infinity ? "at least 0" : `from 0 to ${limit}`,
      got: describeValue(x),
      remedy: "stay inside the domain of the power transform for this lambda",
    });
  }
  if (lambda === Infinity) return -Math.log1p(-x);
  if (lambda === -Infinity) return -Math.expm1(-x);
  if (lambda === 0) return x;
  if (lambda === 1) return Math.expm1(x);
  if (lambda === -1) return Math.log1p(x);
  if (lambda > 0) return lambda * Math.expm1(Math.log1p(((1 - lambda) * x) / lambda) / (1 - lambda));
  return (-lambda / (lambda + 1)) * Math.expm1((lambda + 1) * Math.log1p(-x / lambda));
}

/** Metres ↔ position on the walk: `forward` maps [0, ∞] to [0, 1], `inverse` maps back. */
export interface DepthTransform {
  readonly lambda: number;
  /** The scale in metres: depths far below it are spread evenly, depths far above it crowd together. */
  readonly c: number;
  /** @throws ArgumentError for negative or NaN metres */
  forward(metres: number): number;
  /** @throws ArgumentError outside 0 to 1 */
  inverse(position: number): number;
}

/**
 * The bounded form of the power transform, f(d) = 1 − (1 − d/(λc))^(λ+1) with λ < −1
 * (arXiv 2604.20329, eq. 1): Barron's f(d/c, λ) divided by its upper bound λ/(λ+1).
 *
 * @param lambda shape, finite and below −1 (the paper: −3)
 * @param c scale in metres, above 0 (the paper: 10/3)
 * @throws ArgumentError for other parameters
 * @example depthTransform(-3, 10 / 3).forward(10) // 0.75
 */
export function depthTransform(lambda: number, c: number): DepthTransform {
  if (!(typeof lambda === "number" && lambda < -1 && lambda > -Infinity)) {
    throw new ArgumentError({
      argument: "lambda",
      expected: "a finite number below -1",
      got: describeValue(lambda),
      remedy: "leave it out for the paper's -3",
    });
  }
  if (!(typeof c === "number" && c > 0 && c < Infinity)) {
    throw new ArgumentError({
      argument: "c",
      expected: "a finite number of metres above 0",
      got: describeValue(c),
      remedy: "leave it out for the paper's 10/3",
    });
  }
  const exponent = lambda + 1;
  const reachMetres = -lambda * c;
  return {
    lambda,
    c,
    forward(metres) {
      if (!(metres >= 0)) {
        throw new ArgumentError({
          argument: "metres",
          expected: "at least 0",
          got: describeValue(metres),
          remedy: "depth is the distance along the optical axis; use Infinity for the sky",
        });
      }
      return -Math.expm1(exponent * Math.log1p(metres / reachMetres));
    },
    inverse(position) {
      if (!(position >= 0 && position <= 1)) {
        throw new ArgumentError({
          argument: "position",
          expected: "from 0 to 1",
          got: describeValue(position),
          remedy: "0 is at the camera and 1 is infinitely far away",
        });
      }
      return reachMetres * Math.expm1(Math.log1p(-position) / exponent);
    },
  };
}
