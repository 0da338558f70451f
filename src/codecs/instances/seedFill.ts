import type { RgbImage } from "../../image/rgbImage.js";
import type { InstanceSettings } from "./options.js";

/** Pixels that no fill has reached yet. */
export const FREE = 0;
/** Pixels of the background. */
export const BACKGROUND = 1;
/** Pixels of components that were dropped: below the least size, or gone under erosion. */
export const TOO_SMALL = 2;
export const TOO_THIN = 3;
/** The first component that is kept has this label, the next one the next. */
export const FIRST_LABEL = 4;
/** The frame around the picture: two columns and two rows, as far as a knight's move reaches. */
export const FRAME = 0xffff;

/**
 * Flood fills by appendix A: a pixel joins if its colour is near the seed's (not its neighbour's).
 * Fills by runs of a row, without recursion: every pixel is labelled once and looked at a few times,
 * so the time is linear in pixels whatever the picture.
 *
 * Labels lie in a framed plane: pixel (x, y) at (y + 2) · stride + x, where stride = width + 2. The two
 * columns between rows frame both sides, and the frame's label keeps every walk inside the picture.
 */
export class SeedFill {
  readonly stride: number;
  readonly labels: Uint16Array;
  /** first and last place of each run of the latest fill */
  runs = new Int32Array(1024);
  /** numbers used in `runs` */
  runsEnd = 0;

  readonly #pixels: Uint8Array;
  readonly #limit: number;
  readonly #perChannel: boolean;
  /** how far a run reaches sideways in the next rows, and whether it reaches the rows after those */
  readonly #reach: number;
  readonly #reachesTwoRows: boolean;
  #r = 0;
  #g = 0;
  #b = 0;
  #label = FREE;
  #area = 0;

  constructor({ width, height, data }: RgbImage, settings: InstanceSettings) {
    this.stride = width + 2;
    this.labels = new Uint16Array((height + 4) * this.stride + 2).fill(FRAME);
    this.#pixels = data;
    this.#perChannel = settings.distance === "channel";
    this.#limit = this.#perChannel ? settings.tolerance : settings.tolerance ** 2;
    this.#reach = { 4: 0, 8: 1, 16: 2 }[settings.neighbours];
    this.#reachesTwoRows = settings.neighbours === 16;
    this.#markBackground(width, height, settings.background);
  }

  /** What to take from a place in the framed plane for the pixel's number in the picture. */
  offsetOfRow(y: number): number {
    return 2 * this.stride + 2 * y;
  }

  /** Strictly nearer than τ, unlike a seed's neighbours: so the paper has it. */
  #markBackground(width: number, height: number, [r, g, b]: readonly [number, number, number]): void {
    const { labels, stride } = this;
    const pixels = this.#pixels;
    const limit = this.#limit;
    const perChannel = this.#perChannel;
    for (let y = 0, at = 0; y < height; y++) {
      const end = (y + 2) * stride + width;
      for (let place = (y + 2) * stride; place < end; place++, at += 3) {
        labels[place] = distanceOf(pixels, at, r, g, b, perChannel) < limit ? BACKGROUND : FREE;
      }
    }
  }

  /** Whether all eight pixels around are free and near; those beyond the border do not count. */
  isFlat(place: number): boolean {
    const { labels, stride } = this;
    const offset = this.offsetOfRow(Math.floor(place / stride) - 2);
    this.#seedFrom(place, offset);
    for (let rows = -1; rows <= 1; rows++) {
      for (let next = place + rows * stride - 1; next <= place + rows * stride + 1; next++) {
        if (labels[next] === FRAME) continue;
        if (labels[next] !== FREE || !this.#isNear(next - offset - 2 * rows)) return false;
      }
    }
    return true;
  }

  /**
   * Labels everything that the free pixel at `place` reaches; `runs` then holds it.
   *
   * @param averages whether the seed's colour is the mean of the pixels around, which must be flat
   * @returns its area in pixels
   */
  fill(place: number, label: number, averages = false): number {
    const { stride } = this;
    const offset = this.offsetOfRow(Math.floor(place / stride) - 2);
    this.#seedFrom(place, offset);
    if (averages) this.#averageSeed(place, offset);
    this.#label = label;
    this.#area = 0;
    this.runsEnd = 0;
    this.#scan(place, place, offset);
    const reach = this.#reach;
    for (let next = 0; next < this.runsEnd; next += 2) {
      const first = this.runs[next];
      const last = this.runs[next + 1];
      const offsetHere = this.offsetOfRow(Math.floor(first / stride) - 2);
      this.#scan(first - stride - reach, last - stride + reach, offsetHere - 2);
      this.#scan(first + stride - reach, last + stride + reach, offsetHere + 2);
      if (!this.#reachesTwoRows) continue;
      this.#scanByKnight(first - 2 * stride, last - 2 * stride, offsetHere - 4);
      this.#scanByKnight(first + 2 * stride, last + 2 * stride, offsetHere + 4);
    }
    return this.#area;
  }

  #seedFrom(place: number, offset: number): void {
    const at = 3 * (place - offset);
    this.#r = this.#pixels[at];
    this.#g = this.#pixels[at + 1];
    this.#b = this.#pixels[at + 2];
  }

  #averageSeed(place: number, offset: number): void {
    const pixels = this.#pixels;
    let [r, g, b, count] = [0, 0, 0, 0];
    for (let rows = -1; rows <= 1; rows++) {
      for (let next = place + rows * this.stride - 1; next <= place + rows * this.stride + 1; next++) {
        if (this.labels[next] === FRAME) continue;
        const at = 3 * (next - offset - 2 * rows);
        r += pixels[at];
        g += pixels[at + 1];
        b += pixels[at + 2];
        count++;
      }
    }
    this.#r = r / count;
    this.#g = g / count;
    this.#b = b / count;
  }

  /** Takes back the latest fill: its pixels get the label of what is wrong with it. */
  drop(why: typeof TOO_SMALL | typeof TOO_THIN): void {
    const { runs, labels } = this;
    for (let i = 0; i < this.runsEnd; i += 2) {
      for (let place = runs[i]; place <= runs[i + 1]; place++) labels[place] = why;
    }
  }

  /** Two rows away: a single pixel's moves leave out the place straight above or below. */
  #scanByKnight(first: number, last: number, offset: number): void {
    if (last > first) this.#scan(first - 1, last + 1, offset);
    else {
      this.#scan(first - 1, first - 1, offset);
      this.#scan(last + 1, last + 1, offset);
    }
  }

  /** Joins the free and near pixels between two places of a row, and the whole runs they belong to. */
  #scan(from: number, to: number, offset: number): void {
    const { labels } = this;
    for (let place = from; place <= to; place++) {
      if (labels[place] !== FREE) continue;
      if (!this.#isNear(place - offset)) continue;
      let first = place;
      while (labels[first - 1] === FREE && this.#isNear(first - 1 - offset)) first--;
      let end = place + 1;
      while (labels[end] === FREE && this.#isNear(end - offset)) end++;
      for (let i = first; i < end; i++) labels[i] = this.#label;
      this.#area += end - first;
      this.#keepRun(first, end - 1);
      place = end;
    }
  }

  #isNear(pixel: number): boolean {
    return distanceOf(this.#pixels, 3 * pixel, this.#r, this.#g, this.#b, this.#perChannel) <= this.#limit;
  }

  #keepRun(first: number, last: number): void {
    if (this.runsEnd === this.runs.length) {
      const longer = new Int32Array(2 * this.runs.length);
      longer.set(this.runs);
      this.runs = longer;
    }
    this.runs[this.runsEnd++] = first;
    this.runs[this.runsEnd++] = last;
  }
}

/** Squared Euclidean distance, or the largest difference of a channel. */
function distanceOf(
  pixels: Uint8Array,
  at: number,
  r: number,
  g: number,
  b: number,
  perChannel: boolean,
): number {
  const dr = pixels[at] - r;
  const dg = pixels[at + 1] - g;
  const db = pixels[at + 2] - b;
  return perChannel ? Math.max(Math.abs(dr), Math.abs(dg), Math.abs(db)) : dr * dr + dg * dg + db * db;
}
