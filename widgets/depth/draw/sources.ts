import { wordOf } from "../../shared/draw/words.js";
import type { DepthPictureName } from "../state.js";
import type { DepthColours } from "./colours.js";
import { type DepthErrors, errorWord } from "./errors.js";
import type { DepthPictures } from "./pictures.js";

/** Where a picture's colours come from. */
export interface PixelSource {
  /** The colour of a pixel that has no pattern. */
  wordAt(at: number): number;
  /** What decides whether a pixel is drawn as a pattern: its metres; undefined for pictures that have none. */
  readonly patternAt?: (at: number) => number;
  /** RGB bytes that look better averaged where they are shown smaller than they are */
  readonly averaged?: Uint8Array;
  /** magnified, it is interpolated in metres and has these colours */
  readonly smoothly?: DepthColours;
}

/** What a view may choose from; what is not there falls back to the decoded depth. */
export interface SourceOptions {
  readonly colours: DepthColours;
  /** levels off the code from which on a pixel counts as astray */
  readonly residualLimit: number;
  /** whether magnified depth is interpolated; default false */
  readonly smooth?: boolean;
  /** whether what is astray is hatched in the picture of depth; default false */
  readonly hatchAstray?: boolean;
  /** asked for by the picture of errors only */
  readonly errors?: () => DepthErrors;
}

/** The source of one picture. */
export function sourceOf(
  pictures: DepthPictures,
  name: DepthPictureName,
  { colours, residualLimit, smooth = false, hatchAstray = false, errors }: SourceOptions,
): PixelSource {
  const { metres, photo, painted, residual, truth } = pictures;
  if (name === "photo" && photo) return { wordAt: rgbAt(photo), averaged: photo };
  if (name === "painted" && painted) return { wordAt: rgbAt(painted) };
  if (name === "residual" && residual) {
    return { wordAt: (at) => residualWord(residual[at], residualLimit) };
  }
  if (name === "truth" && truth)
    return { wordAt: (at) => colours.wordOf(truth[at]), patternAt: (at) => truth[at] };
  if (name === "error" && errors) {
    const { at: errorAt, most } = errors();
    return {
      wordAt: (at) => errorWord(errorAt(at) / most),
      // Patterns are chosen by metres.
      patternAt: (at) => (Number.isNaN(errorAt(at)) ? Number.NaN : 1),
    };
  }
  return {
    wordAt: (at) => colours.wordOf(metres[at]),
    // What is no colour of the code has no depth: nobody knows what it means.
    patternAt:
      hatchAstray && residual
        ? (at) => (residual[at] > residualLimit ? Number.NaN : metres[at])
        : (at) => metres[at],
    ...(smooth && { smoothly: colours }),
  };
}

const rgbAt =
  (rgb: Uint8Array) =>
  (at: number): number =>
    wordOf(rgb[3 * at], rgb[3 * at + 1], rgb[3 * at + 2]);

/** Greys up to the limit; beyond it a colour that no grey is, the more the further off. */
export function residualWord(levels: number, limit: number): number {
  if (!(levels > limit)) {
    const grey = Math.round(40 + 150 * (limit > 0 ? levels / limit : 0));
    return wordOf(grey, grey, grey);
  }
  const excess = Math.min(1, (levels - limit) / 100);
  return wordOf(255, Math.round(150 - 110 * excess), 0);
}
