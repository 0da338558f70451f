import {
  type Alignment,
  ArgumentError,
  alignmentOf,
  correctDrift,
  type Drift,
  describeDrift,
  RESAMPLE_METHODS,
  type ResampleMethod,
  type RgbImage,
  readImage,
} from "vision-peel";
import { sizeModeOf } from "./cloud/options.js";

/** The options of a task that puts its result on the photo's grid. */
export const SOURCE_OPTIONS = {
  source: { type: "string" },
  fit: { type: "string", default: "cover-crop" },
} as const;

/** What the usage of such a task says of `--fit`. */
export const FIT_USAGE = `  --fit MODE            how the generator had fitted the photo: cover-crop (default: scaled to cover, centre
                        cropped), resize (stretched) or none (pixel on pixel)`;

/** What it says of `--resampling`, where values can be blended. */
export const RESAMPLING_USAGE = `  --resampling METHOD   how values come onto the photo's grid: bilinear-within-edges (default: never blended
                        across an edge), nearest-exact, bilinear …`;

/** How a painted picture lies on its photo, for programs. */
export interface AlignmentRecord extends Omit<Alignment, "drift"> {
  /** share of the photo that the generator cropped: what is there is unknown */
  readonly cropped: number;
  /** painted pixels by which everything had been moved, and was moved back; or why they cannot be told */
  readonly drift: { readonly dx: number; readonly dy: number; readonly spread: number } | string;
}

/** A result is to be put on the photo's grid. */
export interface OnSource {
  readonly alignment: Alignment;
  readonly record: AlignmentRecord;
  readonly warnings: readonly string[];
}

/** Generators' sides are multiples of some pixels: published outputs lose up to 1.8 % of their photo. */
const MOST_CROPPED = 0.05;

/**
 * How a painted picture lies on the photo it was made of, with the drift told to people, and corrected where it can
 * be measured. The photo is turned upright as its EXIF orientation says.
 *
 * @param path of the photo; without one there is nothing to align
 */
export async function alignmentWith(
  path: string | undefined,
  fit: string,
  painted: RgbImage,
  say: (line: string) => void,
): Promise<OnSource | undefined> {
  if (path === undefined) return undefined;
  const photo = await readImage(path, { upright: true });
  const bySizes = alignmentOf(photo, painted, sizeModeOf(fit));
  const { alignment, drift } = correctDrift(photo, painted, bySizes);
  say(`${describeDrift(drift)}${drift.measurable ? ", corrected" : ""}`);
  const record = recordOf(bySizes, alignment, drift);
  return { alignment, record, warnings: doubtsOf(photo, record, drift) };
}

/** @throws ArgumentError for a method that does not exist */
export function resamplingOf(text: string | undefined): { method?: ResampleMethod } {
  if (text === undefined) return {};
  if ((RESAMPLE_METHODS as readonly string[]).includes(text)) return { method: text as ResampleMethod };
  throw new ArgumentError({
    argument: "--resampling",
    expected: `one of ${RESAMPLE_METHODS.join(", ")}`,
    got: JSON.stringify(text),
    remedy: "leave it out for one that keeps edges",
  });
}

function recordOf(bySizes: Alignment, { drift: _, ...places }: Alignment, drift: Drift): AlignmentRecord {
  const told = drift.measurable
    ? { dx: drift.dx, dy: drift.dy, spread: drift.spread }
    : `not measurable: ${drift.reason}`;
  return { ...places, cropped: croppedShare(bySizes), drift: told };
}

/** The share of the photo that lies beyond the painted picture. */
function croppedShare({ source, painted, scaleX, scaleY }: Alignment): number {
  const seen = (photo: number, whole: number, scale: number): number => Math.min(1, whole / scale / photo);
  return 1 - seen(source.width, painted.width, scaleX) * seen(source.height, painted.height, scaleY);
}

function doubtsOf(photo: RgbImage, { cropped, source, painted }: AlignmentRecord, drift: Drift): string[] {
  const turned = ((photo.provenance?.warnings ?? []) as string[]).find((one) => one.includes("EXIF"));
  const doubts = turned === undefined ? [] : [`The photo: ${turned}`];
  const sizes = `${source.width} × ${source.height} and ${painted.width} × ${painted.height}`;
  if (cropped > MOST_CROPPED)
    doubts.push(
      `${Math.round(100 * cropped)} % of the photo lies outside the painted picture (${sizes} pixels) and is unknown: ` +
        "is it the photo that it was made of? If the generator had stretched it, say --fit resize.",
    );
  if (!drift.measurable && !drift.reason.includes("smaller"))
    doubts.push(`Whether the photo belongs to the painted picture could not be told: ${drift.reason}.`);
  return doubts;
}
