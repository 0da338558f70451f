import { hash3 } from "../random.js";
import { type Camera, rayThrough } from "./camera.js";
import type { Scene } from "./scene.js";
import { lightAlong } from "./shade.js";
import type { Linear } from "./textures.js";
import type { Surface, Tracer } from "./tracer.js";

/** Places within a pixel for smooth edges: one per row and column, none on a diagonal. */
const ROOKS = [
  [0.0625, 0.4375],
  [0.1875, 0.9375],
  [0.3125, 0.1875],
  [0.4375, 0.6875],
  [0.5625, 0.3125],
  [0.6875, 0.8125],
  [0.8125, 0.0625],
  [0.9375, 0.5625],
] as const;

const FEW_ROOKS = ROOKS.filter((_, i) => i % 2 === 0);

/** Neighbours that differ by more levels than this are smoothed. */
const CONTRAST_LEVELS = 24;

/** What the pixel centres meet: the photo's first sample and the truth's only one. */
export interface CentreHit {
  readonly t: number;
  readonly surface: Surface;
}

/** Photographs a scene: one ray per pixel, and four or eight more where neighbours differ. */
export function photograph(
  tracer: Tracer,
  scene: Scene,
  camera: Camera,
  centres: readonly (CentreHit | undefined)[],
): Uint8Array {
  const { width, height, eye } = camera;
  const first = new Uint8Array(3 * width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const ray = rayThrough(camera, x + 0.5, y + 0.5);
      first.set(developed(lightAlong(tracer, scene, eye, ray, centres[i], i, "grid")), 3 * i);
    }
  }
  const photo = first.slice();
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const rooks = rooksFor(first, centres, width, height, x, y);
      if (rooks.length === 0) continue;
      const sum = [0, 0, 0];
      for (const [dx, dy] of rooks) {
        const ray = rayThrough(camera, x + dx, y + dy);
        const grain = Math.floor(2 ** 31 * hash3(i, dx * 16, 3));
        const colour = developed(
          lightAlong(tracer, scene, eye, ray, tracer.nearest(eye, ray, 0), grain, "few"),
        );
        for (let c = 0; c < 3; c++) sum[c] += colour[c];
      }
      for (let c = 0; c < 3; c++) photo[3 * i + c] = Math.round(sum[c] / rooks.length);
    }
  }
  return photo;
}

/** Eight places where shapes meet, four where only colours do, none where neighbours are alike. */
function rooksFor(
  photo: Uint8Array,
  centres: readonly (CentreHit | undefined)[],
  width: number,
  height: number,
  x: number,
  y: number,
): readonly (readonly [number, number])[] {
  const i = y * width + x;
  let rooks: readonly (readonly [number, number])[] = [];
  for (const [j, exists] of [
    [i - 1, x > 0],
    [i + 1, x < width - 1],
    [i - width, y > 0],
    [i + width, y < height - 1],
  ] as const) {
    if (!exists) continue;
    if (centres[i]?.surface !== centres[j]?.surface) return ROOKS;
    for (let c = 0; c < 3; c++) {
      if (Math.abs(photo[3 * i + c] - photo[3 * j + c]) > CONTRAST_LEVELS) rooks = FEW_ROOKS;
    }
  }
  return rooks;
}

/** Linear light → sRGB levels: Narkowicz's fit of the ACES film curve, then IEC 61966-2-1. */
function developed(light: Linear): [number, number, number] {
  const channel = (value: number): number => {
    const exposed = 0.95 * value;
    const film = (exposed * (2.51 * exposed + 0.03)) / (exposed * (2.43 * exposed + 0.59) + 0.14);
    const bounded = Math.min(1, Math.max(0, film));
    return 255 * (bounded <= 0.0031308 ? 12.92 * bounded : 1.055 * bounded ** (1 / 2.4) - 0.055);
  };
  return [channel(light[0]), channel(light[1]), channel(light[2])];
}
