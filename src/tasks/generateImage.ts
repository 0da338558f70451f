import type { RgbImage } from "../image/rgbImage.js";
import { generatorFor } from "./openOnce.js";
import { checkTask, checkTaskOptions, type TaskOptions } from "./taskOptions.js";

/** Options of `generateImage` and `editImage`: the prompt is an argument, and nothing is put on a grid. */
export type PictureOptions = Omit<TaskOptions, "prompt" | "drift" | "resampling">;

/**
 * A picture from words alone: what an instruction-tuned generator must not have lost.
 *
 * @throws as `estimateDepth`; GeneratorError "unfit" for generators that need a picture
 * @example await generateImage("a room with a red ball", { seed: 1 })
 */
export async function generateImage(prompt: string, options: PictureOptions = {}): Promise<RgbImage> {
  checkTaskOptions("generateImage", options);
  return (await (await generatorFor(options)).generate({ ...asked(options), prompt })).picture;
}

/**
 * A photo changed as words say, as the generator gives it: often in another size.
 *
 * @throws as `estimateDepth`
 * @example await editImage(photo, "Make the left ball green.")
 */
export async function editImage(
  photo: RgbImage,
  prompt: string,
  options: PictureOptions = {},
): Promise<RgbImage> {
  checkTask("editImage", photo, options);
  return (await (await generatorFor(options)).generate({ ...asked(options), prompt, image: photo })).picture;
}

const asked = ({ generator: _, ...request }: PictureOptions): PictureOptions => request;
