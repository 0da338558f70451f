import { rayThrough } from "../camera.js";
import { FIRST_THING_SLOT, type PlainScene, type PlainThing, SLOTS } from "./plainScene.js";
import { plainScenery } from "./plainScenery.js";

/** A thing as it looks from the camera. */
export interface SeenThing {
  readonly slot: number;
  readonly thing: PlainThing;
  /** share of the picture that it covers, 0 to 1 */
  readonly share: number;
  /** the middle of what is seen of it, from left to right, 0 to 1 */
  readonly across: number;
  /** metres along the optical axis to what is seen of it, on average */
  readonly depthMetres: number;
}

/** Pixels a side of the picture that is asked. */
const SIDE = 40;

/** Less than this share of a picture is not worth mentioning: some 60 pixels of 128 × 128. */
const LEAST_SHARE = 0.0038;

/**
 * What is to be seen of the things of a scene, in their order; those hardly seen are left out.
 *
 * @example seenPlain(samplePlain({ seed: 7 })).map(({ thing }) => thing.className)
 */
export function seenPlain(scene: PlainScene): SeenThing[] {
  const { tracer, slotOf, cameraFor } = plainScenery(scene);
  const camera = cameraFor(SIDE, SIDE);
  const counts = new Float64Array(SLOTS);
  const across = new Float64Array(SLOTS);
  const depths = new Float64Array(SLOTS);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const hit = tracer.nearest(camera.eye, rayThrough(camera, x + 0.5, y + 0.5), 0);
      if (!hit) continue;
      const slot = slotOf.get(hit.surface.thing) ?? 0;
      counts[slot]++;
      across[slot] += (x + 0.5) / SIDE;
      depths[slot] += hit.t;
    }
  }
  return scene.things.flatMap((thing, i) => {
    const slot = FIRST_THING_SLOT + i;
    const share = counts[slot] / (SIDE * SIDE);
    if (share < LEAST_SHARE) return [];
    return [
      {
        ...{ slot, thing, share },
        across: across[slot] / counts[slot],
        depthMetres: depths[slot] / counts[slot],
      },
    ];
  });
}
