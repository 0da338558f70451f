import { checkPicture } from "../../image/checks.js";
import { RgbImage } from "../../image/rgbImage.js";
import { finish } from "../../pieces.js";
import { gaussianAt, gaussianField, gaussianRow } from "./gaussian.js";
import { jpegLoss } from "./jpegLoss.js";
import { type CorruptOptions, type CorruptSettings, corruptSettings } from "./options.js";
import { shiftPicture } from "./shiftPicture.js";
import { type FloatPicture, softenEdges } from "./softEdges.js";

/** How far drift reaches before it changes, pixels: about a thing's size in a picture of a megapixel. */
const DRIFT_PERIOD = 90;
/** Periods of the grid that a generator's decoder leaves, pixels. */
const GRID_PERIODS = [4, 8, 16];
/** The largest drift that was measured, as a multiple of its standard deviation: 13 levels at 3. */
const MOST_DRIFT = 13 / 3;

/**
 * Disturbs a picture as an image generator would, one disturbance at a time or all together: what of a
 * code survives? Layout first (shift), then colours (drift), edges, what lies on flat areas (grid, noise),
 * and the file (JPEG). By default at the levels of the published outputs, see `PUBLISHED_NOISE`.
 *
 * @param picture best painted exactly, as by `encodeDepth`
 * @returns a picture of the same size; the same for the same seed
 * @throws ArgumentError for a seed that is no whole number, or an option out of range
 * @example
 * decodeDepth(corrupt(encodeDepth(depth), { seed: 1 }))
 * corrupt(painted, { seed: 1, drift: 0, noise: 0, grid: 0, edges: 0, ring: 0, jpeg: 75 }) // JPEG alone
 */
export function corrupt(picture: RgbImage, options: CorruptOptions): RgbImage {
  return finish(corruptInPieces(picture, options));
}

/**
 * The same in pieces, for a page that must not stand still: yields the share that is done, and returns the picture.
 *
 * @throws as `corrupt`, when it is first asked to go on
 * @example [...corruptInPieces(encodeDepth(depth), { seed: 1 })] // the shares, from 0.1 to 0.8 and on
 */
export function* corruptInPieces(picture: RgbImage, options: CorruptOptions): Generator<number, RgbImage> {
  checkPicture("picture", picture);
  const settings = corruptSettings(options);
  const { width, height } = picture;
  const exact: FloatPicture = { width, height, data: Float32Array.from(picture.data) };
  const moved = shiftPicture(exact, settings.shift);
  yield 0.1;
  const drifted = yield* driftColours(moved, settings);
  const soft = yield* softenEdges(drifted, settings.edges, settings.ring, settings.seed);
  const levels = addTexture(soft, settings);
  yield 0.8;
  const data = settings.jpeg > 0 ? yield* jpegLoss(width, height, levels, settings.jpeg) : levels;
  const provenance = { ...picture.provenance, corrupted: settings };
  return new RgbImage({ width, height, data, provenance });
}

function* driftColours(
  picture: FloatPicture,
  { drift, seed, keepWhite }: CorruptSettings,
): Generator<number, FloatPicture> {
  if (drift === 0) return picture;
  const { width, height } = picture;
  const data = picture.data.slice();
  for (let c = 0; c < 3; c++) {
    driftChannel(c);
    yield 0.1 + 0.1 * (c + 1);
  }
  return { width, height, data };

  function driftChannel(c: number): void {
    const field = gaussianField(width, height, DRIFT_PERIOD, c, seed);
    for (let i = 0; i < field.length; i++) {
      if (keepWhite && isWhite(picture.data, 3 * i)) continue;
      const level = picture.data[3 * i + c];
      // 1 in the middle of the range, 0 at its ends.
      const middle = (4 * level * (255 - level)) / 255 ** 2;
      const eitherWay = Math.min(MOST_DRIFT, Math.max(-MOST_DRIFT, field[i]));
      // Squared: most ends hardly drift and some do far, as residuals of real outputs have it.
      const inwards = Math.min(MOST_DRIFT, field[i] ** 2 / 3) * (level < 127.5 ? 1 : -1);
      data[3 * i + c] = level + drift * (middle * eitherWay + (1 - middle) * inwards);
    }
  }
}

/** Grid and noise, in whole levels. */
function addTexture({ width, height, data }: FloatPicture, settings: CorruptSettings): Uint8Array {
  const { grid, noise, seed, keepWhite } = settings;
  const columns = gridAlong(width, grid, 0, seed);
  const rows = gridAlong(height, grid, 1, seed);
  const levels = new Uint8Array(data.length);
  const grain = new Float32Array(3 * width);
  for (let y = 0, at = 0; y < height; y++) {
    if (noise > 0) gaussianRow(grain, y, 10, seed);
    for (let x = 0, i = 0; x < width; x++) {
      const isKept = keepWhite && isWhite(data, at);
      const wave = columns[x] + rows[y];
      for (let c = 0; c < 3; c++, at++, i++) {
        const level = isKept ? 255 : data[at] + wave + noise * grain[i];
        levels[at] = level > 255 ? 255 : level < 0 ? 0 : level + 0.5;
      }
    }
  }
  return levels;
}

/** Waves along one side. A cosine of amplitude A has variance A² / 2, and there are two sides. */
function gridAlong(length: number, sigma: number, side: number, seed: number): Float32Array {
  const amplitude = sigma / Math.sqrt(GRID_PERIODS.length);
  const phases = GRID_PERIODS.map((_, i) => Math.PI * gaussianAt(i, side, 20, seed));
  return Float32Array.from({ length }, (_, at) =>
    GRID_PERIODS.reduce(
      (sum, period, i) => sum + amplitude * Math.cos((2 * Math.PI * at) / period + phases[i]),
      0,
    ),
  );
}

/** An edge's blur leaves a plateau's white a rounding error below 255. */
const isWhite = (data: Float32Array, at: number): boolean =>
  data[at] > 254.99 && data[at + 1] > 254.99 && data[at + 2] > 254.99;
