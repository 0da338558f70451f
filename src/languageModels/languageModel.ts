import type { RgbImage } from "../image/rgbImage.js";

/** A question, about a picture if there is one. */
export interface Question {
  readonly text: string;
  readonly image?: RgbImage;
  readonly signal?: AbortSignal;
}

/** What answers questions in words. */
export interface LanguageModel {
  /** what `openLanguageModel` opens it by */
  readonly spec: string;
  /**
   * Asks once.
   *
   * @throws GeneratorError when there is no answer; the signal's reason
   */
  ask(question: Question): Promise<string>;
}
