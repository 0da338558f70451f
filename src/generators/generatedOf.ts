import { GeneratorError } from "../generatorError.js";
import { DISPLAY } from "../image/display.js";
import { readImage } from "../image/readImage.js";
import { RgbImage } from "../image/rgbImage.js";
import type { ModelAbout, PaintedPicture } from "./painter.js";
import type { PaintedProvenance } from "./provenance.js";
import type { PaintRequest } from "./request.js";

/** What a call of `generate` gives. */
export interface Generated {
  /** the first picture, for the many calls that ask for one; decoders take it as it is */
  readonly picture: RgbImage;
  readonly pictures: readonly RgbImage[];
}

/** What is known of pictures beside what their painter tells. */
interface Circumstances {
  /** what `openGenerator` opens the generator by */
  readonly spec: string;
  readonly about: ModelAbout;
  readonly request: PaintRequest;
  /** milliseconds of the whole call */
  readonly wall: number;
}

/**
 * What a painter gives, unpacked, each picture with the record of how it came to be.
 *
 * @throws GeneratorError "bad-answer" for what is no picture
 */
export async function generatedOf(painted: unknown, circumstances: Circumstances): Promise<Generated> {
  checkPainted(painted, circumstances.about.model);
  const came = painted.length;
  const pictures = await Promise.all(
    painted.map((one, i) => withProvenance(one, { ...circumstances, i, came })),
  );
  return shownAs(pictures[0], { picture: pictures[0], pictures });
}

/** A notebook shows what was painted, not the bytes of it. */
const shownAs = (picture: RgbImage, result: Generated): Generated =>
  Object.defineProperty(result, DISPLAY, { value: () => picture[DISPLAY]() });

/** The picture with the record of how it came to be. */
async function withProvenance(
  painted: PaintedPicture,
  { spec, about, request, wall, i, came }: Circumstances & { readonly i: number; readonly came: number },
): Promise<RgbImage> {
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
