import { RgbImage } from "../image/rgbImage.js";
import { decoders } from "./decoders.js";
import { buffersIn, type Job, type Reply, sentError } from "./messages.js";

/** Does one job; the answer, and the buffers to give away with it. */
export function runJob({ id, task, args, ...picture }: Job): { reply: Reply; transfer: ArrayBuffer[] } {
  try {
    const { provenance, ...pixels } = picture;
    const painted = new RgbImage({ ...pixels, ...(provenance && { provenance }) });
    // The caller's types have tied task and arguments together.
    const decode = decoders[task] as (painted: RgbImage, ...args: readonly unknown[]) => object;
    const result = decode(painted, ...args);
    return { reply: { id, result }, transfer: [...buffersIn(result)] };
  } catch (error) {
    return { reply: { id, error: sentError(error) }, transfer: [] };
  }
}
