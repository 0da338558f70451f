/** What is visible, looked up once when the view has moved. */
import type { Frame } from "../../shared/draw/frame.js";
import { meanColour } from "../../shared/draw/meanColour.js";
import type { GroundName } from "../state.js";

/** The planes of one view; all of one size. */
export interface SegmentationPictures {
  readonly width: number;
  readonly height: number;
  readonly ids: Uint16Array;
  readonly margin?: Float32Array | undefined;
  readonly painted?: Uint8Array | undefined;
  readonly photo?: Uint8Array | undefined;
  readonly truth?: Uint16Array | undefined;
}

/** The visible part: of every screen pixel its place in the picture (−1 beside it) and its ground. */
export interface SegmentLayer {
  readonly width: number;
  readonly height: number;
  readonly places: Int32Array;
  readonly ground: Uint32Array;
}

/** Looks up the visible part; a photo that is shown smaller is averaged, a code never. */
export function sampleLayer(pictures: SegmentationPictures, ground: GroundName, frame: Frame): SegmentLayer {
  const { width, height } = frame;
  const places = new Int32Array(width * height).fill(-1);
  const under = new Uint32Array(width * height);
  const rgb = ground === "none" ? undefined : pictures[ground];
  const spread = ground === "photo" && frame.scale < 2 / 3 ? 1 / frame.scale : 1;
  const columns = Int32Array.from({ length: width }, (_, x) => {
    const column = Math.floor(frame.left + (x + 0.5) / frame.scale);
    return column >= 0 && column < pictures.width ? column : -1;
  });
  for (let y = 0; y < height; y++) {
    const row = Math.floor(frame.top + (y + 0.5) / frame.scale);
    if (row < 0 || row >= pictures.height) continue;
    for (let x = 0; x < width; x++) {
      const column = columns[x];
      if (column < 0) continue;
      const out = y * width + x;
      const at = row * pictures.width + column;
      places[out] = at;
      if (!rgb) continue;
      const colour =
        spread > 1
          ? meanColour(rgb, pictures.width, pictures.height, column, row, spread)
          : (rgb[3 * at + 2] << 16) | (rgb[3 * at + 1] << 8) | rgb[3 * at];
      under[out] = (0xff000000 | colour) >>> 0;
    }
  }
  return { width, height, places, ground: under };
}

/** The code of every screen pixel; 0 beside the picture, where `places` tells more. */
export function codesOf({ places }: SegmentLayer, codeAt: (at: number) => number): Uint16Array {
  const codes = new Uint16Array(places.length);
  for (let i = 0; i < codes.length; i++) if (places[i] >= 0) codes[i] = codeAt(places[i]);
  return codes;
}

/** Whether another code lies within the contour's thickness, along rows and columns. */
export function isContour(
  { width, height, places }: SegmentLayer,
  codes: Uint16Array,
  x: number,
  y: number,
  thickness: number,
): boolean {
  const at = y * width + x;
  const code = codes[at];
  const differs = (place: number): boolean => codes[place] !== code && places[place] >= 0;
  for (let step = 1; step <= thickness; step++) {
    if (x >= step && differs(at - step)) return true;
    if (x + step < width && differs(at + step)) return true;
    if (y >= step && differs(at - step * width)) return true;
    if (y + step < height && differs(at + step * width)) return true;
  }
  return false;
}
