/** Where each picture's colours come from. */
import { angularErrorAt } from "vision-peel/metrics";
import { wordOf } from "../../shared/draw/words.js";
import type { NormalPictureName } from "../state.js";
import { codeColours, componentWord, errorWord, lengthWord } from "./colours.js";
import type { NormalPictures } from "./pictures.js";
import { type Lighting, relit } from "./relight.js";

export interface NormalSource {
  /** the colour of a pixel that is not empty */
  wordAt(at: number): number;
  /** whether a pixel has nothing to show, and is hatched */
  isEmpty(at: number): boolean;
  /** RGB bytes that look better averaged where they are shown smaller than they are */
  readonly averaged?: Uint8Array;
}

export interface SourceOptions extends Lighting {
  readonly albedo: "photo" | "grey";
  readonly lengthLimit: number;
}

/** The source of one picture; what is not there falls back to the normals. */
export function sourceOf(
  pictures: NormalPictures,
  name: NormalPictureName,
  options: SourceOptions,
): NormalSource {
  const { normals, photo, painted, residual, truth, ofDepth } = pictures;
  const without = (vectors: Float32Array) => (at: number) => Number.isNaN(vectors[3 * at]);
  const never = () => false;
  const isEmpty = without(normals);
  if (name === "photo" && photo) return { wordAt: rgbAt(photo), isEmpty: never, averaged: photo };
  if (name === "painted" && painted) return { wordAt: rgbAt(painted), isEmpty: never };
  if (name === "relit") {
    return { wordAt: relit(normals, options.albedo === "photo" ? photo : undefined, options), isEmpty };
  }
  if (name === "x" || name === "y" || name === "z") {
    const k = "xyz".indexOf(name);
    return { wordAt: (at) => componentWord(normals[3 * at + k]), isEmpty };
  }
  if (name === "residual" && residual) {
    const { lengthLimit } = options;
    return {
      wordAt: (at) => lengthWord(residual[at], lengthLimit),
      isEmpty: (at) => Number.isNaN(residual[at]),
    };
  }
  if (name === "truth" && truth) return coded(pictures, truth);
  if (name === "error" && truth) return errorsBetween(normals, truth);
  if (name === "ofDepth" && ofDepth) return coded(pictures, ofDepth().data);
  if (name === "difference" && ofDepth) return errorsBetween(normals, ofDepth().data);
  return coded(pictures, normals);

  function coded({ width, height }: NormalPictures, vectors: Float32Array): NormalSource {
    return { wordAt: rgbAt(codeColours(width, height, vectors)), isEmpty: without(vectors) };
  }
}

/** Errors are shown where both are known; what is unknown is no error of 90°. */
function errorsBetween(normals: Float32Array, truth: Float32Array): NormalSource {
  return {
    wordAt: (at) => errorWord(angularErrorAt(normals, truth, at)),
    isEmpty: (at) => Number.isNaN(truth[3 * at]) || Number.isNaN(normals[3 * at]),
  };
}

const rgbAt =
  (rgb: Uint8Array) =>
  (at: number): number =>
    wordOf(rgb[3 * at], rgb[3 * at + 1], rgb[3 * at + 2]);
