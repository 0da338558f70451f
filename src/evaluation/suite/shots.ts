import { hash3 } from "../../random.js";
import type { Lens } from "../../world/camera.js";
import { type PlainRendering, type PlainScene, renderPlain, samplePlain } from "../../world/plain/index.js";
import type { SceneKind } from "../../world/scene.js";

/** The camera of a data set: the size of its pictures, and its lens. Places count from the picture's corner. */
export interface Frame extends Lens {
  readonly width: number;
  readonly height: number;
}

/** A scene as the camera of a data set sees it. */
export interface Shot extends PlainRendering {
  readonly scene: PlainScene;
  readonly frame: Frame;
}

/** Scenes of one seed, photographed one after the other. */
export interface Shots {
  /** scenes of each part of a data set */
  readonly count: number;
  /** the same scene for the same place in every data set */
  take(index: number, kind: SceneKind, frame: Frame): Promise<Shot>;
}

/** What lies between two pictures for events (an interrupt) to be seen. */
const pause = (): Promise<void> => new Promise((done) => setImmediate(done));

export function shotsOf(
  { scenes, seed, signal }: { scenes: number; seed: number; signal?: AbortSignal },
  onShot: () => void,
): Shots {
  return {
    count: scenes,
    async take(index, kind, frame) {
      await pause();
      signal?.throwIfAborted();
      const scene = samplePlain({ seed: Math.floor(2 ** 31 * hash3(seed, index, 9)), kind });
      const { width, height, fx, fy, cx, cy } = frame;
      const shot = renderPlain(scene, { width, height, lens: { fx, fy, cx, cy } });
      onShot();
      return { ...shot, scene, frame };
    },
  };
}

/** Rooms and yards in turns, for data sets with both. */
export const eitherKind = (index: number): SceneKind => (index % 2 === 0 ? "room" : "yard");

/** Whether a sensor that misses some readings has one here: the same each time, in patches of some pixels. */
export const isRead = (x: number, y: number, share: number, patch = 1): boolean =>
  hash3(Math.floor(x / patch), Math.floor(y / patch), 5) < share;

/** Depth as whole numbers of 16 bits: `perMetre` of them a metre, 0 where there is none or it does not fit. */
export function storedDepth(
  { depth: { width, data } }: Shot,
  perMetre: number,
  { maxMetres = Infinity, isKept = () => true as boolean }: StoredOptions = {},
): Uint16Array {
  return Uint16Array.from(data, (metres, i) => {
    const stored = Math.round(perMetre * metres);
    const fits = metres <= maxMetres && stored < 65_535;
    return fits && isKept(i % width, Math.floor(i / width)) ? stored : 0;
  });
}

export interface StoredOptions {
  /** where the sensor ends */
  readonly maxMetres?: number;
  readonly isKept?: (x: number, y: number) => boolean;
}
