import { checkOptions } from "../../checkOptions.js";
import { depthTransform, powerTransform } from "../../color/powerTransform.js";
import { ArgumentError, describeValue } from "../../errors.js";

/**
 * How depth becomes a position, 0 to 1:
 *
 * | kind | position | carries |
 * |---|---|---|
 * | `power` | Barron's f(d/c, λ) over its largest value; by default the paper's λ = −3, c = 10/3 | 0 to `far`, for λ < −1 to ∞ |
 * | `linear` | (d − near) / (far − near) | `near` (default 0) to `far` |
 * | `log` | log(d / near) / log(far / near) | `near` to `far` |
 * | `disparity` | (1/near − 1/d) / (1/near − 1/far) | `near` to `far` (default ∞) |
 *
 * Depth outside is taken for the nearer end.
 */
export type DepthTransformInput =
  | { readonly kind: "power"; readonly lambda?: number; readonly c?: number; readonly far?: number }
  | { readonly kind: "linear"; readonly near?: number; readonly far: number }
  | { readonly kind: "log"; readonly near: number; readonly far: number }
  | { readonly kind: "disparity"; readonly near: number; readonly far?: number };

export const DEPTH_TRANSFORMS = ["power", "linear", "log", "disparity"] as const;

const NUMBERS: Readonly<Record<(typeof DEPTH_TRANSFORMS)[number], Readonly<Record<string, true>>>> = {
  power: { kind: true, lambda: true, c: true, far: true },
  linear: { kind: true, near: true, far: true },
  log: { kind: true, near: true, far: true },
  disparity: { kind: true, near: true, far: true },
};

/** A rising curve from `near` at position 0 to `far` at position 1, and back. */
export interface DepthCurve {
  readonly near: number;
  readonly far: number;
  /** @throws ArgumentError for negative or NaN depth */
  forward(metres: number): number;
  /** @throws ArgumentError outside 0 to 1 */
  inverse(position: number): number;
}

/**
 * The curve of a transform.
 *
 * @throws ArgumentError for an unknown kind, or ends that are none
 * @example depthCurve({ kind: "log", near: 0.5, far: 80 }).forward(6.32) // 0.5
 */
export function depthCurve(input: DepthTransformInput = { kind: "power" }): DepthCurve {
  if (Object.hasOwn(NUMBERS, input?.kind))
    checkOptions(`the transform ${input.kind}`, input, NUMBERS[input.kind]);
  switch (input?.kind) {
    case "power":
      return powerCurve(input.lambda ?? -3, input.c ?? 10 / 3, input.far);
    case "linear": {
      const { near = 0, far } = input;
      checkEnds(near, far, { least: 0, mostFar: Number.MAX_VALUE });
      const span = far - near;
      return curve(
        near,
        far,
        (d) => (d - near) / span,
        (p) => near + p * span,
      );
    }
    case "log": {
      const { near, far } = input;
      checkEnds(near, far, { least: Number.MIN_VALUE, mostFar: Number.MAX_VALUE });
      const span = Math.log(far / near);
      return curve(
        near,
        far,
        (d) => Math.log(d / near) / span,
        (p) => near * Math.exp(p * span),
      );
    }
    case "disparity": {
      const { near, far = Infinity } = input;
      checkEnds(near, far, { least: Number.MIN_VALUE, mostFar: Infinity });
      const span = 1 / near - 1 / far;
      return curve(
        near,
        far,
        (d) => (1 / near - 1 / d) / span,
        (p) => 1 / (1 / near - p * span),
      );
    }
    default:
      throw new ArgumentError({
        argument: "transform.kind",
        expected: `one of ${DEPTH_TRANSFORMS.join(", ")}`,
        got: describeValue((input as { kind?: unknown } | undefined)?.kind),
        remedy: `write { kind: "log", near: 0.5, far: 80 }, for example`,
      });
  }
}

/** All of Barron's family; below λ = −1 it is bounded and reaches infinity, elsewhere it ends at `far`. */
function powerCurve(lambda: number, c: number, far?: number): DepthCurve {
  if (far === undefined && lambda >= -1)
    refuse(
      "lambda",
      "below -1, or in a code that says how far it reaches",
      lambda,
      `the paper's is -3; from -1 on depth never ends, so give the code cube:power:lambda=${lambda},far=80, for example`,
    );
  if (far === undefined && lambda !== -Infinity) {
    const { forward, inverse } = depthTransform(lambda, c);
    return curve(0, Infinity, forward, inverse);
  }
  if (typeof lambda !== "number" || Number.isNaN(lambda))
    refuse("lambda", "a number", lambda, "the paper's is -3");
  if (!(typeof c === "number" && c > 0 && c < Infinity))
    refuse("c", "a finite number of metres above 0", c, "leave it out for the paper's 10/3");
  if (far === undefined)
    return curve(
      0,
      Infinity,
      (d) => powerTransform(d / c, lambda),
      (p) => c * powerTransform(p, Infinity),
    );
  // Above λ = 1 the transform is infinite at a finite depth.
  const limit = lambda > 1 ? c * (lambda === Infinity ? 1 : lambda / (lambda - 1)) : Infinity;
  if (!(far > 0 && far < limit))
    refuse(
      "far",
      limit === Infinity
        ? "a finite number of metres above 0"
        : `from 0 to less than ${limit} m for this lambda`,
      far,
      "give the depth of the path's last colour",
    );
  const bound = powerTransform(far / c, lambda);
  return curve(
    0,
    far,
    (d) => powerTransform(d / c, lambda) / bound,
    (p) => c * powerTransform(p * bound, -lambda),
  );
}

/** Ends exactly at its ends, whatever floats round off between. */
function curve(
  near: number,
  far: number,
  between: (metres: number) => number,
  back: (position: number) => number,
): DepthCurve {
  return {
    near,
    far,
    forward(metres) {
      if (!(metres >= 0))
        refuse(
          "metres",
          "at least 0",
          metres,
          "depth is the distance along the optical axis; use Infinity for the sky",
        );
      if (metres <= near) return 0;
      return metres >= far ? 1 : Math.min(1, between(metres));
    },
    inverse(position) {
      if (!(position >= 0 && position <= 1))
        refuse("position", "from 0 to 1", position, "0 is the nearest depth of the code and 1 its farthest");
      if (position === 0) return near;
      return position === 1 ? far : Math.min(far, back(position));
    },
  };
}

function checkEnds(near: number, far: number, { least, mostFar }: { least: number; mostFar: number }): void {
  if (!(typeof near === "number" && near >= least && near < Infinity))
    refuse(
      "near",
      least === 0 ? "a finite depth of 0 or more" : "a finite depth above 0",
      near,
      "give the depth of the path's first colour",
    );
  if (!(typeof far === "number" && far > near && far <= mostFar))
    refuse(
      "far",
      `${mostFar === Infinity ? "" : "finite and "}more than near, ${near}`,
      far,
      "give the depth of the path's last colour",
    );
}

function refuse(argument: string, expected: string, value: unknown, remedy: string): never {
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
