import { ArgumentError } from "../../errors.js";
import type { RgbImage } from "../../image/rgbImage.js";
import type { InstanceSettings } from "./options.js";
import { FIRST_LABEL, FRAME, FREE, SeedFill, TOO_SMALL, TOO_THIN } from "./seedFill.js";

/** One component that survived pruning, as merging needs it. */
export interface Component {
  /** its label in the framed plane */
  readonly label: number;
  readonly area: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** sums over its pixels, levels */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** What steps 1 to 4 of appendix A leave. */
export interface Components {
  /** see `SeedFill` for how places and pixels correspond */
  readonly labels: Uint16Array;
  readonly stride: number;
  readonly kept: readonly Component[];
  /** components that were found, and why some were dropped */
  readonly found: number;
  readonly tooSmall: number;
  readonly tooThin: number;
}

/**
 * Background, flood fill from each seed, pruning by size and by erosion.
 *
 * @throws ArgumentError where more than 65,531 components survive, which a map cannot number
 */
export function findComponents(painted: RgbImage, settings: InstanceSettings): Components {
  const { width, height } = painted;
  const fill = new SeedFill(painted, settings);
  const { labels, stride } = fill;
  const minArea = settings.minSizeShare * width * height;
  const isOutsideIn = settings.beyondBorder === "inside";
  const kept: Component[] = [];
  let found = 0;
  let tooSmall = 0;
  let tooThin = 0;
  const tryPlace = (place: number, averages: boolean): void => {
    const label = FIRST_LABEL + kept.length;
    if (label === FRAME) refuse();
    const area = fill.fill(place, label, averages);
    found++;
    if (area < minArea) {
      tooSmall++;
      fill.drop(TOO_SMALL);
    } else if (erodedArea(fill, label, isOutsideIn) / area < settings.minErosionShare) {
      tooThin++;
      fill.drop(TOO_THIN);
    } else kept.push(measure(fill, painted, label, area));
  };
  const byColumns = settings.seedOrder === "columns";
  const [lines, length] = byColumns ? [width, height] : [height, width];
  const [lineStep, step] = byColumns ? [1, stride] : [stride, 1];
  for (const flatOnly of settings.seedOrder === "flat" ? [true, false] : [false]) {
    for (let line = 0; line < lines; line++) {
      let place = 2 * stride + line * lineStep;
      for (let i = 0; i < length; i++, place += step) {
        if (labels[place] !== FREE) continue;
        if (!flatOnly || fill.isFlat(place)) tryPlace(place, flatOnly);
      }
    }
  }
  return { labels, stride, kept, found, tooSmall, tooThin };
}

/** How many pixels of the latest fill have it all around them. */
function erodedArea(
  { labels, stride, runs, runsEnd }: SeedFill,
  label: number,
  isOutsideIn: boolean,
): number {
  const outside = isOutsideIn ? FRAME : label;
  let area = 0;
  for (let i = 0; i < runsEnd; i += 2) {
    const first = runs[i];
    const last = runs[i + 1];
    // Runs are as long as they can be, so beside them only the frame can count as inside.
    const from = labels[first - 1] === outside ? first - 1 : first;
    const to = labels[last + 1] === outside ? last + 1 : last;
    let solid = 0;
    for (let place = from; place <= to; place++) {
      const above = labels[place - stride];
      const below = labels[place + stride];
      const isSolid = (above === label || above === outside) && (below === label || below === outside);
      solid = isSolid ? solid + 1 : 0;
      if (solid >= 3) area++;
    }
  }
  return area;
}

function measure(fill: SeedFill, painted: RgbImage, label: number, area: number): Component {
  const { runs, runsEnd, stride } = fill;
  const { data } = painted;
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  let [red, green, blue] = [0, 0, 0];
  for (let i = 0; i < runsEnd; i += 2) {
    const y = Math.floor(runs[i] / stride) - 2;
    const offset = fill.offsetOfRow(y);
    const rowStart = (y + 2) * stride;
    left = Math.min(left, runs[i] - rowStart);
    right = Math.max(right, runs[i + 1] - rowStart);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    const end = 3 * (runs[i + 1] - offset + 1);
    for (let at = 3 * (runs[i] - offset); at < end; at += 3) {
      red += data[at];
      green += data[at + 1];
      blue += data[at + 2];
    }
  }
  return { label, area, left, top, right, bottom, red, green, blue };
}

function refuse(): never {
  throw new ArgumentError({
    argument: "painted",
    expected: `a picture of at most ${FRAME - FIRST_LABEL} components`,
    got: "one of more",
    remedy: "raise minSizeShare: noise is made of components of a few pixels",
  });
}
