import { wordOf } from "../shared/draw/words.js";
import type { Still } from "../shared/view.js";
import { countColours } from "./bins.js";
import { codeInCube } from "./code.js";
import { clearScreen, cubeScreen, drawCells, drawCloud } from "./draw.js";
import { type Segment, segmentsOf } from "./lines.js";
import { projectCube } from "./project.js";
import type { CubeState } from "./state.js";

const SIDE = 440;
const EDGE = "rgb(128 128 128)";

type Shown = Pick<
  CubeState,
  "code" | "regions" | "lambda" | "c" | "viewpoint" | "colouring" | "leastResidual" | "cells"
>;

/** The cube as one picture. */
export function cubeStill(rgb: Uint8Array | undefined, shown: Shown): Still {
  const code = codeInCube(shown);
  const screen = cubeScreen(SIDE, SIDE);
  const projection = projectCube(shown.viewpoint, screen);
  clearScreen(screen);
  if (shown.code === "legend" && shown.cells) drawCells(screen, projection, code);
  for (const segment of segmentsOf(projection, code, EDGE)) stroke(screen.words, segment);
  if (rgb) drawCloud(screen, projection, countColours(rgb), code, shown);
  return { frame: { width: SIDE, height: SIDE, left: 0, top: 0, scale: 1 }, pixels: screen.words };
}

/** A line of squares, as thick as the segment. */
function stroke(words: Uint32Array, { from, to, colours, width }: Segment): void {
  const steps = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]));
  const [a, b] = colours.map((css) => (css.match(/\d+/g) ?? []).map(Number));
  const half = Math.floor(width / 2);
  for (let i = 0; i <= steps; i++) {
    const t = steps > 0 ? i / steps : 0;
    const word = wordOf(
      ...(a.map((level, k) => Math.round(level + t * (b[k] - level))) as [number, number, number]),
    );
    const [x, y] = [0, 1].map((k) => Math.round(from[k] + t * (to[k] - from[k])));
    for (let row = y - half; row <= y + half; row++) {
      for (let column = x - half; column <= x + half; column++) {
        if (row >= 0 && row < SIDE && column >= 0 && column < SIDE) words[row * SIDE + column] = word;
      }
    }
  }
}
