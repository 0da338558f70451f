/** Which instance is framed, and how to come to the next one. */
import type { Pixel, Stage } from "../../shared/page/stage/stage.js";
import type { StageTool } from "../../shared/page/stage/stageTool.js";
import { isSeen } from "../colours.js";
import type { Region, SegmentationControls } from "../state.js";
import { pixelOf, type Thing, type Things } from "./things.js";

/** What is said of an instance. */
const inWords = ({ area, box: [x, y, width, height] }: Thing, name: string): string =>
  `${name}, ${area} pixels, box ${width} by ${height} at ${x}, ${y}`;

export interface Framing {
  /** Zooms to the instance of a pixel; without one back to the whole picture. Returns what is said of it. */
  show(stage: Stage, instance: Pixel | null): string | undefined;
  /** A pixel of the next instance that is seen, or of the one before it; undefined if there is none. */
  step(state: SegmentationControls, by: 1 | -1): Pixel | undefined;
}

export function makeFraming(regions: ReadonlyMap<number, Region>, things: () => Things): Framing {
  let framed: Thing | undefined;
  return {
    show(stage, instance) {
      const thing = instance ? things().at(instance) : undefined;
      if (!thing) {
        if (framed) stage.fit();
        framed = undefined;
        return undefined;
      }
      framed = thing;
      const [x, y, width, height] = thing.box;
      stage.showBox({ x, y, width, height });
      return inWords(thing, regions.get(thing.id)?.name ?? String(thing.id));
    },
    step({ hidden, isolated, instance }, by) {
      const all = things();
      const seen = all.list.filter(({ id }) => regions.has(id) && isSeen(id, hidden, isolated));
      if (seen.length === 0) return undefined;
      const now = instance && all.at(instance);
      const at = now ? seen.indexOf(now) : -1;
      const next = at < 0 ? (by > 0 ? 0 : seen.length - 1) : (at + by + seen.length) % seen.length;
      return pixelOf(seen[next], all);
    },
  };
}

/** By Escape an instance is let go of first, then the pixel. */
export const letGoTool = (letGo: () => void): StageTool => ({
  press() {},
  move() {},
  release() {},
  cancel() {
    letGo();
    return true;
  },
});
