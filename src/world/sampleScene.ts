import { ArgumentError, describeValue } from "../errors.js";
import { sampleRoom } from "./sampleRoom.js";
import { sampleYard } from "./sampleYard.js";
import type { Scene, SceneKind } from "./scene.js";

/** Options of `sampleScene`. */
export interface SampleSceneOptions {
  /** a whole number; the same seed gives the same scene */
  readonly seed: number;
  /** default "room" */
  readonly kind?: SceneKind;
}

/**
 * Furnishes a room or lays out a yard from a seed.
 *
 * @throws ArgumentError for a seed that is no whole number, or an unknown kind
 * @example const scene = sampleScene({ seed: 7, kind: "yard" });
 */
export function sampleScene({ seed, kind = "room" }: SampleSceneOptions): Scene {
  if (!Number.isSafeInteger(seed)) {
    const got = describeValue(seed);
    throw new ArgumentError({ argument: "seed", expected: "a whole number", got, remedy: "try seed: 7" });
  }
  if (kind === "room") return sampleRoom(seed);
  if (kind === "yard") return sampleYard(seed);
  throw new ArgumentError({
    argument: "kind",
    expected: '"room" or "yard"',
    got: describeValue(kind),
    remedy: "leave it out for a room",
  });
}
