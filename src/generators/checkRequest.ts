import { checkOptions, type OptionNames } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import { GeneratorError } from "../generatorError.js";
import { MAX_SIDE } from "../image/checks.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { ModelAbout } from "./painter.js";
import type { GenerateRequest, PaintRequest } from "./request.js";

const NAMES: OptionNames<GenerateRequest> = {
  ...{ prompt: true, image: true, size: true, seed: true, steps: true, guidance: true },
  ...{ count: true, signal: true, onProgress: true },
};
const MAX_SEED = 2 ** 32 - 1;
/** Characters; no image model reads as many, and tokenizers take time for each. */
const MAX_PROMPT = 100_000;

/**
 * A request with everything filled in.
 *
 * @throws ArgumentError for a wrong argument; GeneratorError "unfit" for what this model does not take
 */
export function checkRequest(request: GenerateRequest, about: ModelAbout): PaintRequest {
  checkOptions("generate", request, NAMES);
  const { prompt, image, size, seed, steps, guidance, count = 1, signal, onProgress } = request;
  if (typeof prompt !== "string" || prompt.trim() === "")
    refuse("prompt", "a text", prompt, 'write what to paint: "Generate a metric depth map of the image."');
  if (prompt.length > MAX_PROMPT) {
    const got = `${prompt.length} characters`;
    refuse("prompt", `at most ${MAX_PROMPT} characters`, got, "say it in fewer words");
  }
  if (image !== undefined) checkImage(image);
  if (size !== undefined) {
    for (const side of ["width", "height"] as const)
      whole(`size.${side}`, (size as { width?: number; height?: number } | null)?.[side], 1, MAX_SIDE);
  }
  if (seed !== undefined) whole("seed", seed, 0, MAX_SEED);
  if (steps !== undefined) whole("steps", steps, 1, 1000);
  if (guidance !== undefined && !(Number.isFinite(guidance) && guidance >= 0))
    refuse("guidance", "a number of at least 0", guidance, "leave it out for the model's own");
  whole("count", count, 1, 64);
  if (signal !== undefined && typeof signal?.addEventListener !== "function")
    refuse("signal", "an AbortSignal", signal, "write AbortSignal.timeout(60_000)");
  if (onProgress !== undefined && typeof onProgress !== "function")
    refuse("onProgress", "a function", onProgress, "write ({ stage, done, total }) => …");
  fits(about, image !== undefined);
  return {
    ...request,
    count,
    isSeedGiven: seed !== undefined,
    seed: seed ?? Math.floor(Math.random() * (MAX_SEED + 1)),
    signal: signal ?? new AbortController().signal,
    onProgress: onProgress ?? (() => {}),
  };
}

function checkImage(image: unknown): void {
  // By its parts: it may come from another copy of the library.
  const { width, height, data } = (image ?? {}) as Partial<RgbImage>;
  const isRgb = width && height && ArrayBuffer.isView(data) && data.length === 3 * width * height;
  if (!isRgb) refuse("image", "an RgbImage", image, 'write await readImage("photo.jpg")');
}

function fits({ image, model }: ModelAbout, hasImage: boolean): void {
  if (image === "optional" || hasImage === (image === "required")) return;
  throw new GeneratorError("unfit", {
    argument: "image",
    expected: hasImage ? `left out for ${model}` : `given to ${model}`,
    got: hasImage ? "given" : "missing",
    remedy: hasImage ? "it paints from words alone" : "it paints from a picture: add image",
  });
}

function whole(argument: string, value: unknown, low: number, high: number): void {
  if (Number.isInteger(value) && (value as number) >= low && (value as number) <= high) return;
  refuse(argument, `a whole number from ${low} to ${high}`, value, `choose one, or leave ${argument} out`);
}

function refuse(argument: string, expected: string, value: unknown, remedy: string): never {
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
