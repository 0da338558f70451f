import type { AlignmentMode } from "../image/alignment/alignment.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { BatchOutcome, BatchWork } from "./batchWork.js";
import type { Cost } from "./provenance.js";
import type { PaintRequest } from "./request.js";

/** What a generator is and can do. */
export interface ModelAbout {
  /** the generator's kind: "onnx", "gemini" … */
  readonly kind: string;
  /** the model's name, for people and reports */
  readonly model: string;
  /** see `PaintedProvenance.modelVersion` */
  readonly modelVersion?: string;
  /** options that it was opened with and that change what it paints; recordings of one are none of another */
  readonly variant?: string;
  /** where the service is that answers, if it is not its usual place; never with a key in it */
  readonly address?: string;
  /** the dialect that it paints in, for the decoders; default: the paper's */
  readonly dialect?: string;
  /** whether it takes a picture, must have one, or takes none */
  readonly image: "optional" | "required" | "none";
  /** whether the same seed gives the same picture */
  readonly isSeeded: boolean;
  /** how its pictures lie on their sources */
  readonly alignmentMode?: AlignmentMode;
  /** whether instances get colours that the prompt lists, in an order, or such as the generator chooses; default: free */
  readonly instanceColours?: "free" | "asked";
  /** what a reader of its results should know, in plain sentences */
  readonly limits?: readonly string[];
  readonly licence?: string;
}

/** One picture as a painter gives it: packed in a file's bytes, or as pixels. */
export interface PaintedPicture {
  readonly picture: Uint8Array | RgbImage;
  /** the seed of this picture, where the painter used one */
  readonly seed?: number;
  readonly device: string;
  readonly modelVersion?: string;
  readonly cost?: Cost;
  readonly timingsMs?: Readonly<Record<string, number>>;
  readonly warnings?: readonly string[];
  /** whatever else is worth keeping with the result; no secret */
  readonly more?: Readonly<Record<string, unknown>>;
}

/**
 * The inside of a generator: what each kind has of its own. Requests are checked and complete when they come here,
 * and pictures are unpacked and given their provenance where they leave (see `generatorOf`).
 */
export interface Painter {
  readonly about: ModelAbout;
  /** @throws GeneratorError; the signal's reason when it is aborted */
  paint(request: PaintRequest): Promise<readonly PaintedPicture[]>;
  /** what a request would cost, before it is made; undefined where nobody knows. Left out where it costs nothing */
  estimate?(request: PaintRequest, how?: { readonly isBatch?: boolean }): Cost | undefined;
  /**
   * Paints many by a batch mode of its service's own, later and for less; left out where there is none.
   *
   * @returns what became of each request, in their order
   * @throws GeneratorError where nothing could be asked; the signal's reason
   */
  paintBatch?(requests: readonly PaintRequest[], work: BatchWork): Promise<readonly BatchOutcome[]>;
  /** what is to be known of a request before it is made, in plain sentences */
  foresee?(request: PaintRequest): readonly string[];
  /** gives processes and memory back; a later call may start them anew */
  close?(): Promise<void>;
}
