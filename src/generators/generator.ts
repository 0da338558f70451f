import { GeneratorError } from "../generatorError.js";
import { DISPLAY } from "../image/display.js";
import { readImage } from "../image/readImage.js";
import { RgbImage } from "../image/rgbImage.js";
import { unlessAborted } from "../unlessAborted.js";
import { checkRequest } from "./checkRequest.js";
import { withInterrupts } from "./interrupts.js";
import type { ModelAbout, PaintedPicture, Painter } from "./painter.js";
import type { Cost, PaintedProvenance } from "./provenance.js";
import type { GenerateRequest, PaintRequest } from "./request.js";

/** What a call of `generate` gives. */
export interface Generated {
  /** the first picture, for the many calls that ask for one; decoders take it as it is */
  readonly picture: RgbImage;
  readonly pictures: readonly RgbImage[];
}

/**
 * Words, and a picture if there is one, to a painted picture: the paper's system behind one interface, wherever it
 * runs. Open one by `openGenerator`.
 */
export interface Generator {
  /** what `openGenerator` opens it by */
  readonly spec: string;
  readonly about: ModelAbout;
  /**
   * Paints. Each picture's `provenance` (`PaintedProvenance`) tells how it came to be.
   *
   * @throws ArgumentError for a wrong argument; GeneratorError when there is no picture; the signal's reason
   * @example const { picture } = await generator.generate({ prompt: "Generate a metric depth map of the image.", image });
   */
  generate(request: GenerateRequest): Promise<Generated>;
  /** what a request would cost, without making it; undefined where it is free, or nobody knows */
  estimate(request: GenerateRequest): Cost | undefined;
  /** what is to be known of a request before it is made, in plain sentences: that a photo is stretched, a word unknown */
  foresee(request: GenerateRequest): readonly string[];
  /** gives processes and memory back; a later call starts them anew */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A painter as a generator: requests checked, pictures unpacked, provenance kept. */
export function generatorOf(spec: string, painter: Painter): Generator {
  const { about } = painter;
  const close = async (): Promise<void> => painter.close?.();
  return {
    spec,
    about,
    async generate(request) {
      const whole = checkRequest(request, about);
      whole.signal.throwIfAborted();
      const begun = performance.now();
      const painted = await withInterrupts(whole.signal, (signal) =>
        unlessAborted(
          Promise.resolve().then(() => painter.paint({ ...whole, signal })),
          signal,
        ),
      );
      checkPainted(painted, about.model);
      const wall = performance.now() - begun;
      const pictures = await Promise.all(
        painted.map((one, i) =>
          withProvenance(one, { ...{ spec, about, wall, i }, request: whole, came: painted.length }),
        ),
      );
      return shownAs(pictures[0], { picture: pictures[0], pictures });
    },
    estimate: (request) => painter.estimate?.(checkRequest(request, about)),
    foresee: (request) => painter.foresee?.(checkRequest(request, about)) ?? [],
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** A notebook shows what was painted, not the bytes of it. */
const shownAs = (picture: RgbImage, result: Generated): Generated =>
  Object.defineProperty(result, DISPLAY, { value: () => picture[DISPLAY]() });

/** What is known of a picture beside what its painter tells. */
interface Circumstances {
  readonly spec: string;
  readonly about: ModelAbout;
  readonly request: PaintRequest;
  /** milliseconds of the whole call */
  readonly wall: number;
  /** which of the pictures that came */
  readonly i: number;
  readonly came: number;
}

/** The picture with the record of how it came to be. */
export async function withProvenance(
  painted: PaintedPicture,
  circumstances: Circumstances,
): Promise<RgbImage> {
  const { spec, about, request, wall, i, came } = circumstances;
  const image = await pixelsOf(painted.picture, about.model);
  const {
    format,
    chromaSubsampling,
    warnings = [],
  } = (image.provenance ?? {}) as {
    format?: string;
    chromaSubsampling?: string;
    warnings?: readonly string[];
  };
  const { image: source, size, steps, guidance, count, prompt } = request;
  const { device, cost, timingsMs, more } = painted;
  const modelVersion = painted.modelVersion ?? about.modelVersion;
  const allWarnings = [
    ...warnings,
    ...(painted.warnings ?? []),
    ...(came === count ? [] : [notAll(came, count)]),
  ];
  const provenance: PaintedProvenance = {
    ...more,
    ...{ generator: spec, model: about.model, device, prompt, seed: painted.seed ?? request.seed + i },
    request: {
      ...(size && { size }),
      ...(steps && { steps }),
      ...(guidance !== undefined && { guidance }),
      count,
    },
    ...(modelVersion !== undefined && { modelVersion }),
    ...(source && { sourceSize: { width: source.width, height: source.height } }),
    ...(source && about.alignmentMode && { alignmentMode: about.alignmentMode }),
    mime: format === undefined ? "image/raw" : `image/${format}`,
    ...(chromaSubsampling !== undefined && { chromaSubsampling }),
    ...(about.dialect !== undefined && { dialect: about.dialect }),
    ...(cost && { cost }),
    timingsMs: { ...timingsMs, wall },
    ...(allWarnings.length > 0 && { warnings: allWarnings }),
  };
  return new RgbImage({
    ...{ width: image.width, height: image.height, data: image.data },
    ...(image.samples16 && { samples16: image.samples16 }),
    provenance,
  });
}

async function pixelsOf(picture: Uint8Array | RgbImage, model: string): Promise<RgbImage> {
  if (!ArrayBuffer.isView(picture)) return picture;
  try {
    return await readImage(picture);
  } catch (cause) {
    throw new GeneratorError(
      "bad-answer",
      {
        ...{ argument: `the answer of ${model}`, expected: "a picture" },
        got: `${picture.length} bytes of something else`,
        remedy: "ask again; if it stays so, the service or the recording is broken",
        detail: cause instanceof Error ? cause.message : String(cause),
      },
      { cause },
    );
  }
}

const notAll = (came: number, count: number): string =>
  `${count === 1 ? "One picture was" : `${count} pictures were`} asked for, and ${came} came.`;

/** Painters may come from outside. */
function checkPainted(painted: unknown, model: string): asserts painted is readonly PaintedPicture[] {
  const isPicture = (one: Partial<PaintedPicture> | null): boolean =>
    ArrayBuffer.isView(one?.picture) || ArrayBuffer.isView((one?.picture as Partial<RgbImage>)?.data);
  if (!Array.isArray(painted) || painted.length === 0 || !painted.every(isPicture)) throw noPicture(model);
}

function noPicture(model: string): GeneratorError {
  return new GeneratorError("bad-answer", {
    ...{ argument: `the answer of ${model}`, expected: "at least one picture", got: "none" },
    remedy: "ask again, or say in the prompt that a picture is wanted",
  });
}
