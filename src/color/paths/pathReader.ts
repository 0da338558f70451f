import type { ColourPath } from "./colourPath.js";
import { PathProjector } from "./pathProjector.js";

/** Colours that are remembered; pictures repeat theirs. A power of two. */
const REMEMBERED_BITS = 18;
const REMEMBERED = 2 ** REMEMBERED_BITS;

/** What `PathReader` fills, one value per pixel; what is left out is not wanted. */
export interface PathPlanes {
  /** 0 to 1 */
  readonly positions?: Float64Array | undefined;
  /** what the position says: metres */
  readonly values?: Float32Array | undefined;
  /** levels off the path */
  readonly residual: Float32Array;
  /** levels by which the next stretch lies farther; only if the reader was made for it */
  readonly margin?: Float32Array | undefined;
}

/**
 * Projects the colours of pictures onto a path, each distinct 8-bit colour once as long as it is remembered. Exact:
 * equal to `projectOnPath`.
 */
export class PathReader {
  readonly #projector: PathProjector;
  readonly #withMargin: boolean;
  readonly #meaningOf: (position: number) => number;
  readonly #colours = new Int32Array(REMEMBERED).fill(-1);
  readonly #positions = new Float64Array(REMEMBERED);
  readonly #values = new Float32Array(REMEMBERED);
  readonly #residuals = new Float32Array(REMEMBERED);
  readonly #margins: Float32Array;

  /** @param meaningOf what the position of an 8-bit colour says */
  constructor(path: ColourPath, meaningOf: (position: number) => number, withMargin: boolean) {
    this.#projector = new PathProjector(path);
    this.#meaningOf = meaningOf;
    this.#withMargin = withMargin;
    this.#margins = new Float32Array(withMargin ? REMEMBERED : 0);
  }

  /** @param pixels RGB interleaved */
  read(pixels: Uint8Array, { positions, values, residual, margin }: PathPlanes): void {
    const colours = this.#colours;
    const knownPositions = this.#positions;
    const knownValues = this.#values;
    const residuals = this.#residuals;
    const margins = this.#margins;
    for (let i = 0, at = 0; i < residual.length; i++, at += 3) {
      const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
      // Knuth's multiplicative hashing: the upper bits of the product are mixed best.
      const place = Math.imul(colour, 0x9e3779b1) >>> (32 - REMEMBERED_BITS);
      if (colours[place] !== colour) this.#learn(place, colour);
      if (positions) positions[i] = knownPositions[place];
      if (values) values[i] = knownValues[place];
      residual[i] = residuals[place];
      if (margin) margin[i] = margins[place];
    }
  }

  /**
   * The same for 16-bit values, 0 to 65535: fractional levels.
   *
   * @param samples RGB interleaved
   */
  readDeep(samples: Uint16Array, { positions, residual, margin }: Omit<PathPlanes, "values">): void {
    const projector = this.#projector;
    const { found } = projector;
    for (let i = 0, at = 0; i < residual.length; i++, at += 3) {
      const r = samples[at] / 257;
      const g = samples[at + 1] / 257;
      const b = samples[at + 2] / 257;
      if (this.#withMargin) projector.projectWithRunnerUp(r, g, b);
      else projector.project(r, g, b);
      const distance = Math.sqrt(found[1]);
      if (positions) positions[i] = found[0];
      residual[i] = distance;
      if (margin) margin[i] = Math.sqrt(found[2]) - distance;
    }
  }

  #learn(place: number, colour: number): void {
    const projector = this.#projector;
    const { found } = projector;
    const [r, g, b] = [colour >> 16, (colour >> 8) & 255, colour & 255];
    if (this.#withMargin) projector.projectWithRunnerUp(r, g, b);
    else projector.project(r, g, b);
    const distance = Math.sqrt(found[1]);
    this.#colours[place] = colour;
    this.#positions[place] = found[0];
    this.#values[place] = this.#meaningOf(found[0]);
    this.#residuals[place] = distance;
    if (this.#withMargin) this.#margins[place] = Math.sqrt(found[2]) - distance;
  }
}
