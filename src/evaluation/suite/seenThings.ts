import { maskArea, maskBox, type PixelBox } from "../../image/index.js";
import { type CompressedRunLengths, encodeIds } from "../../image/rle/index.js";
import type { SeenThing } from "../../world/plain/index.js";
import { FIRST_THING_SLOT } from "../../world/plain/plainScene.js";
import type { Shot } from "./shots.js";

/** A thing of a picture: how it looks from the camera, and its mask. */
export interface MaskedThing extends SeenThing {
  readonly mask: CompressedRunLengths;
  /** pixels */
  readonly area: number;
  readonly box: PixelBox;
}

/** Less than this share of a picture is not worth a mask: 123 pixels of 640 × 480. */
const LEAST_SHARE = 0.0004;

/** The things of a picture that can be counted, in the scene's order; those hardly seen are left out. */
export function seenThings({ scene, slots, depth, frame: { width, height } }: Shot): MaskedThing[] {
  const across = new Float64Array(256);
  const metres = new Float64Array(256);
  for (let i = 0; i < slots.length; i++) {
    across[slots[i]] += ((i % width) + 0.5) / width;
    metres[slots[i]] += depth.data[i];
  }
  const masks = encodeIds({ width, height, data: slots });
  return scene.things.flatMap((thing, i) => {
    const slot = FIRST_THING_SLOT + i;
    const mask = masks.get(slot);
    if (thing.isFlat || mask === undefined) return [];
    const area = maskArea(mask);
    const share = area / (width * height);
    if (share < LEAST_SHARE) return [];
    return [
      {
        ...{ slot, thing, share, mask, area, box: maskBox(mask) },
        ...{ across: across[slot] / area, depthMetres: metres[slot] / area },
      },
    ];
  });
}
