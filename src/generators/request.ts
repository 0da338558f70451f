import type { Size } from "../image/alignment/alignment.js";
import type { RgbImage } from "../image/rgbImage.js";

/** What a generator is asked for. */
export interface GenerateRequest {
  /** what to paint, in words */
  readonly prompt: string;
  /** the picture to paint from; without one, the prompt alone */
  readonly image?: RgbImage;
  /** the size asked for; a generator paints the nearest that it can, and the picture's own size tells which */
  readonly size?: Size;
  /** a whole number from 0 to 2^32 − 1; default: a random one, which the provenance tells */
  readonly seed?: number;
  /** denoising steps; default: the model's own number */
  readonly steps?: number;
  /** how strongly the prompt is followed (classifier-free guidance); default: the model's own */
  readonly guidance?: number;
  /** how many pictures, with seeds that count on from `seed`; default 1 */
  readonly count?: number;
  /** stops the work; the promise is rejected with its reason, at once */
  readonly signal?: AbortSignal;
  /** hears of each step */
  readonly onProgress?: (progress: GenerateProgress) => void;
}

/** How far a generation has come. */
export interface GenerateProgress {
  /** what is being done, for people: "waiting for the service", "denoising" */
  readonly stage: string;
  /** steps done by now, of `total`; both 0 where nobody can tell */
  readonly done: number;
  readonly total: number;
  /** which of the pictures, from 0 */
  readonly picture: number;
}

/** A request that has been checked, with everything filled in that every generator needs. */
export interface PaintRequest extends GenerateRequest {
  readonly seed: number;
  /** whether the caller has chosen the seed */
  readonly isSeedGiven: boolean;
  readonly count: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: GenerateProgress) => void;
}
