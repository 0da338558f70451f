import { ArgumentError, describeValue } from "../errors.js";
import { RgbImage } from "../image/rgbImage.js";
import { randomFrom } from "../random.js";
import { valueNoise } from "./noise.js";

/** Options of `addGeneratorNoise`. */
export interface GeneratorNoiseOptions {
  /** a whole number; the same seed gives the same noise */
  readonly seed: number;
  /** 1 is what the paper's model shows, 0 is none; at most 10 */
  readonly strength?: number;
}

// Measured on 25 published outputs of the model of arXiv 2604.20329.
/** Standard deviation on flat areas, in levels: 0.4 to 1.1. */
const PLATEAU_LEVELS = 0.75;
/** Periods of the faint grid, in pixels, and its share of the variance: 0.10 to 0.37. */
const GRID_PERIODS = [2.7, 4, 8, 16];
const GRID_SHARE = 0.23;
/** Channels at 0 or 255 drift inwards by 0 to 3 levels, those between either way by 1 to 5. */
const END_DRIFT_LEVELS = 3;
const MIDDLE_DRIFT_LEVELS = 5;
/** Edges shift by up to this many pixels; blending the neighbours gives ramps of 0.65 to 1.02 pixels. */
const EDGE_PIXELS = 0.85;
/** How far drift and edge shift reach before they change, in pixels. */
const DRIFT_PERIOD = 70;
const EDGE_PERIOD = 13;

/**
 * Disturbs an exactly painted picture as a generator would: edges become soft, colours drift inwards
 * in patches, flat areas get a little noise and a faint grid. Pure white (the sky) stays pure, as it
 * does in real outputs.
 *
 * @throws ArgumentError for a seed that is no whole number or a strength outside 0 to 10
 * @example addGeneratorNoise(encodeDepth(depth), { seed: 1 })
 */
export function addGeneratorNoise(
  painted: RgbImage,
  { seed, strength = 1 }: GeneratorNoiseOptions,
): RgbImage {
  checkOptions(seed, strength);
  const { width, height } = painted;
  const soft = softenEdges(painted, seed, strength);
  const random = randomFrom(seed);
  const noiseLevels = strength * PLATEAU_LEVELS * Math.sqrt(1 - GRID_SHARE);
  const columns = gridOf(width, strength);
  const rows = gridOf(height, strength);
  const data = new Uint8Array(soft.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const isWhite = soft[i] === 255 && soft[i + 1] === 255 && soft[i + 2] === 255;
      for (let c = 0; c < 3; c++) {
        const level = soft[i + c];
        if (isWhite) {
          data[i + c] = 255;
          continue;
        }
        const patch = valueNoise(x / DRIFT_PERIOD, y / DRIFT_PERIOD, seed + 10 * c + 0.5);
        const noise = noiseLevels * random.normal() + columns[x] + rows[y];
        data[i + c] = Math.min(255, Math.max(0, Math.round(level + strength * drift(level, patch) + noise)));
      }
    }
  }
  const provenance = { ...painted.provenance, noiseSeed: seed, noiseStrength: strength };
  return new RgbImage({ width, height, data, provenance });
}

/** Inwards at both ends, either way between; `patch` is 0 to 1. */
function drift(level: number, patch: number): number {
  const middle = (4 * level * (255 - level)) / 255 ** 2;
  const inwards = level < 128 ? END_DRIFT_LEVELS : -END_DRIFT_LEVELS;
  return (1 - middle) * inwards * patch * patch + middle * MIDDLE_DRIFT_LEVELS * (2 * patch - 1);
}

function gridOf(length: number, strength: number): Float32Array {
  // A cosine of amplitude A has variance A² / 2; there are two directions.
  const amplitude = strength * PLATEAU_LEVELS * Math.sqrt(GRID_SHARE / GRID_PERIODS.length);
  return Float32Array.from({ length }, (_, place) =>
    GRID_PERIODS.reduce((sum, period) => sum + amplitude * Math.cos((2 * Math.PI * place) / period), 0),
  );
}

/** Takes every pixel from a place less than a pixel away, between its neighbours. */
function softenEdges({ width, height, data }: RgbImage, seed: number, strength: number): Float32Array {
  const soft = new Float32Array(data.length);
  const reach = Math.min(1, strength) * EDGE_PIXELS;
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 3) {
      const right = reach * (2 * valueNoise(x / EDGE_PERIOD, y / EDGE_PERIOD, seed + 101.5) - 1);
      const down = reach * (2 * valueNoise(x / EDGE_PERIOD, y / EDGE_PERIOD, seed + 202.5) - 1);
      const sideways = x + Math.sign(right) >= 0 && x + Math.sign(right) < width ? 3 * Math.sign(right) : 0;
      const upDown =
        y + Math.sign(down) >= 0 && y + Math.sign(down) < height ? 3 * width * Math.sign(down) : 0;
      const u = Math.abs(right);
      const v = Math.abs(down);
      for (let c = i; c < i + 3; c++) {
        const here = data[c] + u * (data[c + sideways] - data[c]);
        const there = data[c + upDown] + u * (data[c + upDown + sideways] - data[c + upDown]);
        soft[c] = here + v * (there - here);
      }
    }
  }
  return soft;
}

function checkOptions(seed: number, strength: number): void {
  if (!Number.isSafeInteger(seed)) {
    const got = describeValue(seed);
    throw new ArgumentError({ argument: "seed", expected: "a whole number", got, remedy: "try seed: 1" });
  }
  if (!(strength >= 0 && strength <= 10)) {
    throw new ArgumentError({
      argument: "strength",
      expected: "from 0 to 10",
      got: describeValue(strength),
      remedy: "1 is what the paper's model shows",
    });
  }
}
