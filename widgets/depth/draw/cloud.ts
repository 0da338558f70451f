/**
 * Points of space as screen pixels: a depth buffer in plain arrays. A megapixel takes some 20 ms, which is fast enough
 * to turn it by hand, and there is no 3-D library to load.
 */
import { depthEdges, type Intrinsics } from "vision-peel/geometry";
import { DepthMap } from "vision-peel/image";
import type { Viewpoint } from "../../shared/state.js";
import { type DepthPictures, isDrawable } from "./pictures.js";

export interface Cloud {
  /** x y z of each point, metres: right, down, into the picture */
  readonly positions: Float32Array;
  /** the pixel that each point was */
  readonly pixels: Uint32Array;
  /** what the eye turns about: on the optical axis, at the median depth; metres */
  readonly middle: number;
  /** every so many pixels of a row, and rows, there is a point */
  readonly every: number;
  /** focal length and size of the picture, pixels */
  readonly focal: number;
  readonly width: number;
  readonly height: number;
}

/** More points than this are not drawn in time: of a larger picture every second, third … pixel is taken. */
const MOST_POINTS = 2 ** 22;

/** Points without the sky, the unknown, and the edges at which points would float in mid-air. */
export function cloudOf(pictures: DepthPictures, camera: Intrinsics, edgeLimit: number): Cloud {
  const every = Math.ceil(Math.sqrt((pictures.width * pictures.height) / MOST_POINTS));
  const grid = gridOf(pictures, every);
  const { width, height, data } = grid;
  const coarse = { ...camera, fx: camera.fx / every, fy: camera.fy / every };
  const isEdge =
    edgeLimit > 0
      ? depthEdges(grid, { ...coarse, cx: width / 2, cy: height / 2 }, { relativeJump: edgeLimit })
      : new Uint8Array(data.length);
  let count = 0;
  for (let i = 0; i < data.length; i++) if (isDrawable(data[i]) && !isEdge[i]) count++;
  const positions = new Float32Array(3 * count);
  const pixels = new Uint32Array(count);
  for (let y = 0, i = 0, next = 0; y < height; y++) {
    const row = sampledAt(y, every, pictures.height);
    const slope = (row + 0.5 - camera.cy) / camera.fy;
    for (let x = 0; x < width; x++, i++) {
      const z = data[i];
      if (!isDrawable(z) || isEdge[i]) continue;
      const column = sampledAt(x, every, pictures.width);
      positions[3 * next] = ((column + 0.5 - camera.cx) / camera.fx) * z;
      positions[3 * next + 1] = slope * z;
      positions[3 * next + 2] = z;
      pixels[next++] = row * pictures.width + column;
    }
  }
  const { width: full, height: high } = pictures;
  return {
    positions,
    pixels,
    middle: medianDepth(positions),
    focal: camera.fx,
    every,
    width: full,
    height: high,
  };
}

/** The pixel in the middle of a coarse one. */
const sampledAt = (at: number, every: number, side: number): number =>
  Math.min(side - 1, at * every + (every >> 1));

function gridOf({ width, height, metres }: DepthPictures, every: number): DepthMap {
  if (every === 1) return new DepthMap({ width, height, data: metres });
  const [wide, high] = [Math.ceil(width / every), Math.ceil(height / every)];
  const data = new Float32Array(wide * high);
  for (let y = 0, out = 0; y < high; y++) {
    const row = sampledAt(y, every, height) * width;
    for (let x = 0; x < wide; x++, out++) data[out] = metres[row + sampledAt(x, every, width)];
  }
  return new DepthMap({ width: wide, height: high, data });
}

function medianDepth(positions: Float32Array): number {
  const count = positions.length / 3;
  const stride = Math.max(1, count >> 14);
  const seen = Float32Array.from(
    { length: Math.floor(count / stride) },
    (_, i) => positions[3 * i * stride + 2],
  ).sort();
  return seen.length > 0 ? seen[seen.length >> 1] : 1;
}

/** A screen, and what was drawn on it. */
export interface Screen {
  readonly width: number;
  readonly height: number;
  /** one word for each screen pixel; 0 where nothing is */
  readonly words: Uint32Array;
  /** metres from the eye */
  readonly nearest: Float32Array;
  /** the picture's pixel that is seen, or −1 */
  readonly pixels: Int32Array;
}

export function screenOf(width: number, height: number): Screen {
  const count = width * height;
  return {
    width,
    height,
    words: new Uint32Array(count),
    nearest: new Float32Array(count),
    pixels: new Int32Array(count),
  };
}

const RADIANS = Math.PI / 180;

/** Where points of space lie on a screen: turned about the middle, then seen as by the picture's own camera. */
export interface Projection {
  /** nine numbers, row by row: space → what is to the right, down, and away of the eye */
  readonly turn: readonly number[];
  /** metres from the picture's camera to what is turned about, and from the eye */
  readonly middle: number;
  readonly distance: number;
  /** screen pixels that a metre spans a metre away */
  readonly scale: number;
  /** the middle of the picture on the screen */
  readonly left: number;
  readonly top: number;
}

export function projectionOf(
  { middle, focal, width, height }: Cloud,
  { right, up, zoom, x, y }: Viewpoint,
  screen: { readonly width: number; readonly height: number },
): Projection {
  const [cr, sr] = [Math.cos(right * RADIANS), Math.sin(right * RADIANS)];
  const [cu, su] = [Math.cos(up * RADIANS), Math.sin(up * RADIANS)];
  // The whole picture is seen from where it was taken.
  const fit = Math.min(screen.width / width, screen.height / height);
  return {
    turn: [cr, 0, -sr, su * sr, cu, su * cr, cu * sr, -su, cu * cr],
    middle,
    distance: middle / zoom,
    scale: focal * fit,
    left: screen.width * (0.5 + x),
    top: screen.height / 2 + screen.width * y,
  };
}

/** Where a point lies: screen pixels, and metres from the eye; behind the eye these are below 0. */
export function project(
  { turn: t, middle, distance, scale, left, top }: Projection,
  [x, y, z]: readonly [number, number, number],
): readonly [x: number, y: number, away: number] {
  const dz = z - middle;
  const away = t[6] * x + t[7] * y + t[8] * dz + distance;
  const right = t[0] * x + t[1] * y + t[2] * dz;
  const down = t[3] * x + t[4] * y + t[5] * dz;
  return [left + (scale * right) / away, top + (scale * down) / away, away];
}

export interface CloudLook {
  /** the colour of a picture's pixel */
  readonly wordAt: (pixel: number) => number;
  /** 1 just closes the gaps between neighbours */
  readonly pointSize: number;
  /** only points within are drawn; metres from the camera */
  readonly near: number;
  readonly far: number;
  /** every so many points are drawn; 1: all */
  readonly stride: number;
}

/** Nothing is drawn larger than this, in screen pixels. */
const MOST_SIDE = 24;

/** Draws a cloud: the nearest point of each screen pixel wins. A point is as large as its pixel was, there. */
export function drawCloud(cloud: Cloud, projection: Projection, look: CloudLook, screen: Screen): void {
  const { width, height, words, nearest, pixels: seen } = screen;
  const { positions, pixels, focal, every } = cloud;
  const { turn: t, middle, distance, scale, left, top } = projection;
  const { wordAt, near, far, stride } = look;
  words.fill(0);
  nearest.fill(Infinity);
  seen.fill(-1);
  // A pixel spans z / focal metres, which at the distance `away` are scale / away screen pixels each.
  const spread = (look.pointSize * every * Math.sqrt(stride) * scale) / focal;
  // The loop of `project`, written out: it runs for every pixel of the picture.
  for (let i = 0; i < pixels.length; i += stride) {
    const x = positions[3 * i];
    const y = positions[3 * i + 1];
    const z = positions[3 * i + 2];
    if (z < near || z > far) continue;
    const dz = z - middle;
    const away = t[6] * x + t[7] * y + t[8] * dz + distance;
    if (!(away > 0.01)) continue;
    const perAway = scale / away;
    const side = Math.min(MOST_SIDE, Math.max(1, Math.ceil((spread * z) / away - 0.01)));
    const x0 = Math.floor(left + (t[0] * x + t[1] * y + t[2] * dz) * perAway - (side - 1) / 2);
    const y0 = Math.floor(top + (t[3] * x + t[4] * y + t[5] * dz) * perAway - (side - 1) / 2);
    if (x0 >= width || y0 >= height || x0 + side <= 0 || y0 + side <= 0) continue;
    let word = 0;
    for (let row = Math.max(0, y0); row < Math.min(height, y0 + side); row++) {
      for (let column = Math.max(0, x0); column < Math.min(width, x0 + side); column++) {
        const out = row * width + column;
        if (away >= nearest[out]) continue;
        word ||= wordAt(pixels[i]);
        nearest[out] = away;
        words[out] = word;
        seen[out] = pixels[i];
      }
    }
  }
}
