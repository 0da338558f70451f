/** The cloud of colours and the cells of a legend → pixels, with a depth buffer in plain arrays. */

import { residualWord } from "../depth/draw/sources.js";
import { wordOf } from "../shared/draw/words.js";
import type { ColourBins } from "./bins.js";
import type { CodeInCube } from "./code.js";
import { type CubeProjection, placeOfColour } from "./project.js";
import type { CubeColouring } from "./state.js";

export interface CubeScreen {
  readonly width: number;
  readonly height: number;
  /** one word per screen pixel; 0 where nothing is */
  readonly words: Uint32Array;
  /** levels to the eye of what is seen */
  readonly nearest: Float32Array;
  /** the box of colours that is seen, or −1 */
  readonly boxes: Int32Array;
}

export function cubeScreen(width: number, height: number): CubeScreen {
  const count = width * height;
  return {
    ...{ width, height, words: new Uint32Array(count) },
    ...{ nearest: new Float32Array(count), boxes: new Int32Array(count) },
  };
}

export function clearScreen({ words, nearest, boxes }: CubeScreen): void {
  words.fill(0);
  nearest.fill(-Infinity);
  boxes.fill(-1);
}

export interface CloudLook {
  readonly colouring: CubeColouring;
  /** only boxes at least this far off the code are drawn, levels */
  readonly leastResidual: number;
}

/** How many levels off the code count as astray, for the colours of residuals. */
const ASTRAY = 32;

/** Draws each box of colours as a square; boxes with many pixels are larger. Returns how many pixels are in what is drawn. */
export function drawCloud(
  screen: CubeScreen,
  projection: CubeProjection,
  { boxes, counts, means }: ColourBins,
  code: CodeInCube,
  { colouring, leastResidual }: CloudLook,
): number {
  const most = boxes.length > 0 ? counts[boxes[0]] : 1;
  const unit = Math.max(1, 2.6 * projection.scale);
  let drawn = 0;
  for (const box of boxes) {
    const [r, g, b] = means.subarray(3 * box, 3 * box + 3);
    const needsReading = leastResidual > 0 || colouring !== "painted";
    const read = needsReading ? code.read(r, g, b) : undefined;
    if (read && read.residual < leastResidual) continue;
    drawn += counts[box];
    const word =
      colouring === "residual" && read
        ? residualWord(read.residual, ASTRAY)
        : colouring === "decoded" && read
          ? wordOf(...(read.nearest.map(Math.round) as [number, number, number]))
          : wordOf(Math.round(r), Math.round(g), Math.round(b));
    const side = Math.max(1, Math.round(unit * (1 + 2.2 * Math.cbrt(counts[box] / most))));
    const [x, y, near] = placeOfColour(projection, r, g, b);
    square(screen, Math.round(x - side / 2), Math.round(y - side / 2), side, near, word, box);
  }
  return drawn;
}

function square(
  { width, height, words, nearest, boxes }: CubeScreen,
  left: number,
  top: number,
  side: number,
  near: number,
  word: number,
  box: number,
): void {
  for (let row = Math.max(0, top); row < Math.min(height, top + side); row++) {
    for (let column = Math.max(0, left); column < Math.min(width, left + side); column++) {
      const at = row * width + column;
      if (near <= nearest[at]) continue;
      nearest[at] = near;
      words[at] = word;
      boxes[at] = box;
    }
  }
}

/** Steps along a face's side. */
const FACE_STEPS = 64;

/** Paints the legend's cells on the three faces that are away from the eye: each colour goes to its nearest class. */
export function drawCells(screen: CubeScreen, projection: CubeProjection, code: CodeInCube): void {
  const unit = Math.ceil((255 / FACE_STEPS) * projection.scale * 1.25);
  for (let axis = 0; axis < 3; axis++) {
    // A face is away where its middle is farther than the cube's.
    const far = projection.turn[6 + axis] > 0 ? 0 : 255;
    for (let i = 0; i < FACE_STEPS; i++) {
      for (let j = 0; j < FACE_STEPS; j++) {
        const [u, v] = [((i + 0.5) / FACE_STEPS) * 255, ((j + 0.5) / FACE_STEPS) * 255];
        const [r, g, b] = axis === 0 ? [far, u, v] : axis === 1 ? [u, far, v] : [u, v, far];
        const [x, y, near] = placeOfColour(projection, r, g, b);
        const [nr, ng, nb] = code.read(r, g, b).nearest.map(Math.round);
        square(
          screen,
          Math.round(x - unit / 2),
          Math.round(y - unit / 2),
          unit,
          near - 1000,
          wordOf(nr, ng, nb, 120),
          -1,
        );
      }
    }
  }
}
