/** Angle and patch: what a press on the picture does besides pinning a pixel, and what was measured. */
import { makeSegments } from "../../shared/page/controls/segments.js";
import { element, setText } from "../../shared/page/element.js";
import { makeButton } from "../../shared/page/shell/button.js";
import type { Pixel, Place } from "../../shared/page/stage/stage.js";
import type { StageTool } from "../../shared/page/stage/stageTool.js";
import { anglesOf, directionInWords } from "../directions.js";
import type { PatchReading } from "../measure.js";
import type { NormalControls, NormalTool, Patch } from "../state.js";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The pixel that a place lies in, or the nearest one. */
const pixelOf = ({ x, y }: Place, { width, height }: Size): Pixel => ({
  x: Math.min(width - 1, Math.max(0, Math.floor(x))),
  y: Math.min(height - 1, Math.max(0, Math.floor(y))),
});

/** The box that two pixels span, both in it. */
export const boxOf = (a: Pixel, b: Pixel): Patch => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  width: Math.abs(a.x - b.x) + 1,
  height: Math.abs(a.y - b.y) + 1,
});

/** A press sets one end of the angle. */
export function angleTool(size: Size, anchor: () => Pixel | null, change: Change): StageTool {
  return {
    press: (place) => change({ anchor: pixelOf(place, size) }),
    move() {},
    release() {},
    cancel() {
      if (!anchor()) return false;
      change({ anchor: null });
      return true;
    },
  };
}

/** A drag spans the patch; by keys the first Enter begins it and the second ends it. */
export function patchTool(size: Size, patch: () => Patch | null, change: Change): StageTool {
  let from: Pixel | undefined;
  let hasMoved = false;
  return {
    press(place) {
      const at = pixelOf(place, size);
      if (from) change({ patch: boxOf(from, at) });
      else {
        from = at;
        hasMoved = false;
        change({ patch: boxOf(at, at) });
      }
    },
    move(place) {
      if (!from) return;
      const at = pixelOf(place, size);
      hasMoved ||= at.x !== from.x || at.y !== from.y;
      change({ patch: boxOf(from, at) });
    },
    release() {
      // A press that went nowhere waits for its second corner.
      if (hasMoved) from = undefined;
    },
    cancel() {
      from = undefined;
      if (!patch()) return false;
      change({ patch: null });
      return true;
    },
  };
}

type Change = (changes: Partial<NormalControls>) => void;

export interface ToolRow {
  readonly root: HTMLElement;
  show(tool: NormalTool, reading: PatchReading | null | undefined): void;
}

/** The choice of tools, and what the patch says. */
export function makeToolRow(change: Change): ToolRow {
  let mean: PatchReading["mean"] | undefined;
  const choice = makeSegments<NormalTool>(
    "A press on the picture",
    [
      ["read", "Read"],
      ["angle", "Angle"],
      ["patch", "Patch"],
    ],
    (tool) => change({ tool }),
  );
  const words = element("span", { role: "status" });
  const pick = makeButton(
    "Pick it",
    "Look for the patch’s mean direction",
    () => mean && change({ direction: mean }),
  );
  const result = element("span", { class: "peel-row" }, words, pick);
  return {
    root: element("div", { class: "peel-row" }, choice.root, result),
    show(tool, reading) {
      choice.setValue(tool);
      mean = reading?.mean;
      pick.hidden = mean === undefined;
      setText(
        words,
        reading === undefined ? hintOf(tool) : reading ? patchInWords(reading) : "no surface in the patch",
      );
    },
  };
}

const hintOf = (tool: NormalTool): string =>
  ({
    read: "",
    angle: "Press one pixel, point at another",
    patch: "Drag a box over a plane",
  })[tool];

/** "1200 pixels face up, azimuth 3°, elevation 84°, spread 2.1°". */
export function patchInWords({ pixels, mean, spread }: PatchReading): string {
  const { azimuth, elevation } = anglesOf(mean);
  const angles = `azimuth ${Math.round(azimuth)}°, elevation ${Math.round(elevation)}°`.replaceAll("-", "−");
  return `${pixels} pixels face ${directionInWords(mean)}: ${angles}, spread ${spread.toFixed(1)}°`;
}
