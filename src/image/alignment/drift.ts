import { ArgumentError } from "../../errors.js";
import type { RgbImage } from "../rgbImage.js";
import { type Alignment, alignmentOf, withDrift } from "./alignment.js";
import { alignToPainted } from "./alignTo.js";
import { type Peak, peakOf, type TileSpectrum, tileSpectra } from "./phaseCorrelation.js";
import { edgeStrength } from "./structure.js";

/** How far the generator moved everything, in painted pixels: +x right, +y down. */
export interface MeasuredDrift {
  readonly measurable: true;
  readonly dx: number;
  readonly dy: number;
  /** how far four independent parts of the picture scatter about it, in pixels (root mean square) */
  readonly spread: number;
  /** 0 to 1: how far the best shift stands above the next best */
  readonly confidence: number;
}

/** There is no drift to be told, and why. */
export interface UnmeasurableDrift {
  readonly measurable: false;
  readonly reason: string;
}

export type Drift = MeasuredDrift | UnmeasurableDrift;

/** Tiles of this side see shifts of up to an eighth of it. */
const LARGEST_TILE = 256;
const SMALLEST_TILE = 64;
/** Tiles overlap by half, so two of them are one and a half long. */
const TILES_PER_SIDE = 1.5;
// Real pairs reach 29 to 174 deviations with rivals of 0.06 to 0.31; pictures of different things
// reach 4 to 6 with rivals from 0.85.
const LEAST_STRENGTH = 12;
const GREATEST_RIVAL = 0.6;
/** Parts that differ by more than this have no common shift. */
const GREATEST_SPREAD = 1.5;

/**
 * Measures by phase correlation of their edges how far a painted picture lies off where its alignment
 * says. It tells a number only where four independent parts of the picture agree on it.
 *
 * @param photo the generator's input, on its own grid
 * @throws ArgumentError if sizes do not fit the alignment
 * @example const drift = measureDrift(photo, painted); // { measurable: true, dx: 0.4, dy: 0.1, … }
 */
export function measureDrift(
  photo: RgbImage,
  painted: RgbImage,
  alignment: Alignment = alignmentOf(photo, painted),
): Drift {
  const { width, height } = alignment.painted;
  if (painted.width !== width || painted.height !== height) {
    throw new ArgumentError({
      argument: "painted",
      expected: `as large as in the alignment, ${width} × ${height} pixels`,
      got: `of ${painted.width} × ${painted.height}`,
      remedy: "give alignmentOf the sizes of these two pictures",
    });
  }
  // At least two tiles side by side and above each other, for parts that can be compared.
  const tile = Math.min(LARGEST_TILE, 2 ** Math.floor(Math.log2(Math.min(width, height) / TILES_PER_SIDE)));
  if (tile < SMALLEST_TILE) {
    const side = SMALLEST_TILE * TILES_PER_SIDE;
    return { measurable: false, reason: `the picture is smaller than ${side} × ${side} pixels` };
  }
  const expected = edgeStrength(alignToPainted(photo, alignment));
  const spectra = tileSpectra(expected, edgeStrength(painted), tile);
  return judge(spectra, tile);
}

/**
 * The alignment with its constant shift measured and corrected; unchanged where it cannot be measured.
 *
 * @example const { alignment, drift } = correctDrift(photo, painted);
 */
export function correctDrift(
  photo: RgbImage,
  painted: RgbImage,
  alignment: Alignment = alignmentOf(photo, painted),
): { alignment: Alignment; drift: Drift } {
  const drift = measureDrift(photo, painted, alignment);
  return { alignment: drift.measurable ? withDrift(alignment, drift) : alignment, drift };
}

/** One line for people: `drift 0.36, 0.14 px (± 0.17, confidence 0.94)`. */
export function describeDrift(drift: Drift): string {
  if (!drift.measurable) return `drift not measurable: ${drift.reason}`;
  const { dx, dy, spread, confidence } = drift;
  return `drift ${dx.toFixed(2)}, ${dy.toFixed(2)} px (± ${spread.toFixed(2)}, confidence ${confidence.toFixed(2)})`;
}

function judge(spectra: readonly TileSpectrum[], tile: number): Drift {
  const unmeasurable = (reason: string): UnmeasurableDrift => ({ measurable: false, reason });
  const reach = tile / 8;
  if (spectra.length === 0) return unmeasurable("one of the pictures has no edges");
  const isClear = ({ dx, dy, strength, rival }: Peak): boolean =>
    strength >= LEAST_STRENGTH && rival <= GREATEST_RIVAL && Math.max(Math.abs(dx), Math.abs(dy)) < reach;
  const peak = peakOf(spectra, tile, reach);
  if (!isClear(peak)) return unmeasurable("no shift makes the edges of the two pictures agree");

  const parts = partsOf(spectra).map((part) => peakOf(part, tile, reach));
  const spread = Math.sqrt(
    parts.reduce((sum, { dx, dy }) => sum + (dx - peak.dx) ** 2 + (dy - peak.dy) ** 2, 0) / parts.length,
  );
  if (parts.length > 0 && spread > GREATEST_SPREAD) {
    return unmeasurable(`parts of the picture are shifted differently (by ${spread.toFixed(1)} px)`);
  }
  return { measurable: true, dx: peak.dx, dy: peak.dy, spread, confidence: 1 - Math.max(0, peak.rival) };
}

/** Four sets of tiles that share no pixel within a set's row or column: every second column and row. */
function partsOf(spectra: readonly TileSpectrum[]): TileSpectrum[][] {
  const parts: TileSpectrum[][] = [[], [], [], []];
  for (const spectrum of spectra) parts[(spectrum.column % 2) + 2 * (spectrum.row % 2)].push(spectrum);
  return parts.filter((part) => part.length > 0);
}
