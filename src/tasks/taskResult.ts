import { DISPLAY, displayValue } from "../image/display.js";
import { encodePreview } from "../image/preview.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { MimeBundle } from "../image/types.js";
import type { Again, RepaintOptions } from "./again.js";
import { type PaintedStep, paintedOnPhoto } from "./paint.js";

/** What a result shows itself as, and how it is called in the registry of views. */
export type ResultKind = "depthResult" | "normalResult" | "regionResult";

/**
 * What a task gives: the map on the photo's grid, and everything between photo and map, to be looked at. In a notebook
 * it shows itself as a live view of all of them, where the package of views is loaded.
 */
export abstract class TaskResult<Decode extends object = object> {
  readonly photo: RgbImage;
  /** the words that it was painted by */
  readonly prompt: string;
  /** the painted picture as it came */
  readonly painted: RgbImage;
  readonly alignment: PaintedStep["alignment"];
  readonly generator: PaintedStep["generator"];
  #onPhoto: RgbImage | undefined;

  constructor(step: PaintedStep) {
    this.photo = step.photo;
    this.prompt = step.prompt;
    this.painted = step.painted;
    this.alignment = step.alignment;
    this.generator = step.generator;
  }

  /** the painted picture on the photo's grid: every pixel picked, none blended */
  get paintedOnPhoto(): RgbImage {
    this.#onPhoto ??= paintedOnPhoto(this);
    return this.#onPhoto;
  }

  /** what is to be known of who has painted it, in plain sentences */
  get limits(): readonly string[] {
    return this.generator.about.limits ?? [];
  }

  /** how it is made anew, which subclasses do */
  protected abstract readonly again: Again<TaskResult<Decode>, Decode>;

  /** The same photo painted anew: with other words, another seed, by another generator. Throws as the task does. */
  abstract repaint(changes?: RepaintOptions): Promise<TaskResult<Decode>>;

  /** The same painting decoded otherwise; nothing is painted. Throws ArgumentError for wrong options. */
  abstract redecode(changes: Decode): TaskResult<Decode>;

  /** what it was painted by: generator, prompt, seed …, as far as they were asked for */
  get painting(): RepaintOptions {
    return this.again.painting;
  }

  /** what it was decoded by, as far as that was asked for */
  get decoding(): Decode {
    return this.again.decoding;
  }

  protected abstract readonly kind: ResultKind;
  protected abstract readonly map: { toString(): string };

  toString(): string {
    const painter = this.prompt === "" ? "nothing was painted" : `painted by ${this.generator.about.model}`;
    return `${this.map.toString()} · ${painter}`;
  }

  [DISPLAY](): MimeBundle | Promise<MimeBundle> {
    const { width, height, data } = this.painted;
    return displayValue(this.kind, this, () =>
      encodePreview(width, height, (i) => data.subarray(3 * i, 3 * i + 3)),
    );
  }
}
