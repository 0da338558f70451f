import { checkOptions } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import { LabelMap } from "../image/labelMap.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { BinaryMask, PixelBox } from "../image/rle/types.js";
import type { Network } from "../inference/network.js";
import { sharedInference } from "../inference/shared.js";
import { checkPhoto } from "./checkPhoto.js";
import { graphIn } from "./graphIn.js";
import type { SpecialistOptions } from "./openSpecialist.js";
import { decode, type Logits } from "./sam/decode.js";
import { type EncodedPhoto, encode } from "./sam/encode.js";
import { checkPrompts, type MaskPrompt } from "./sam/prompt.js";

/** One thing's mask on the photo's grid. */
export interface PromptedMask extends BinaryMask {
  readonly name: string;
  /** 1 inside, row by row from the top left */
  readonly data: Uint8Array;
  readonly area: number;
  /** left, top, width, height; zeros where there is nothing */
  readonly box: PixelBox;
  /** intersection over union with the truth, as the model itself expects it */
  readonly score: number;
}

/** What a segmenter finds. */
export interface SegmenterResult {
  /** 0 for nothing, 1 for the first prompt, 2 for the second …; where masks overlap, the surer one */
  readonly labels: LabelMap;
  /** one for each prompt, in their order; they may overlap */
  readonly masks: readonly PromptedMask[];
}

/** A model that segments what points or boxes mean. */
export interface Segmenter {
  readonly spec: string;
  readonly model: string;
  /**
   * The photo is looked at once: further prompts for the same take little time.
   *
   * @throws ArgumentError for no photo, or places off it; GeneratorError "unfit" for a box where the export takes none,
   * and as inference throws; the signal's reason
   */
  segment(
    photo: RgbImage,
    prompts: readonly MaskPrompt[],
    options?: { readonly signal?: AbortSignal },
  ): Promise<SegmenterResult>;
  /** gives memory back; a later call loads the model again */
  close(): Promise<void>;
}

/**
 * Opens SAM, SlimSAM or SAM 2: `sam:FOLDER`, where the folder holds `vision_encoder.onnx` and
 * `prompt_encoder_mask_decoder.onnx`, or `onnx/` with them, as `peel models pull` fetches them.
 *
 * @throws ArgumentError for another specification; GeneratorError "unavailable" if there are no graphs
 * @example
 * const sam = openSegmenter("sam:models/sam2.1-hiera-tiny-ONNX");
 * const { labels, masks } = await sam.segment(photo, [{ points: [[120, 80]], name: "ball" }]);
 */
export function openSegmenter(spec: string, options: SpecialistOptions = {}): Segmenter {
  checkOptions("openSegmenter", options, { device: true, inference: true });
  const { device, inference = sharedInference() } = options;
  const [, folder] = /^sam:(.+)$/.exec(String(spec)) ?? [];
  if (folder === undefined) throw noSpec(spec);
  const [encoder, decoder] = ["vision_encoder", "prompt_encoder_mask_decoder"].map((name) =>
    graphIn(folder, name),
  );
  const networks = new Map<string, Promise<Network>>();
  let looked: { readonly photo: RgbImage; readonly encoded: EncodedPhoto } | undefined;
  const load = (graph: string, signal: AbortSignal): Promise<Network> => {
    const loading =
      networks.get(graph) ?? inference.load(graph, { ...(device !== undefined && { device }), signal });
    networks.set(graph, loading);
    // A load that failed, or was given up, is tried anew.
    loading.catch(() => networks.delete(graph));
    return loading;
  };
  return {
    ...{ spec, model: "Segment Anything" },
    async segment(photo, prompts, { signal = new AbortController().signal } = {}) {
      checkPhoto(photo);
      checkPrompts(prompts, photo);
      const network = await load(decoder, signal);
      if (looked?.photo !== photo)
        looked = { photo, encoded: await encode(await load(encoder, signal), photo, signal) };
      const { encoded } = looked;
      const logits: Logits[] = [];
      for (const prompt of prompts) logits.push(await decode(network, photo, encoded, prompt, signal));
      return resultOf(photo, prompts, logits, network.device);
    },
    async close() {
      const loaded = await Promise.allSettled(networks.values());
      networks.clear();
      looked = undefined;
      await Promise.all(loaded.map((one) => one.status === "fulfilled" && one.value.release()));
    },
  };
}

function resultOf(
  { width, height }: RgbImage,
  prompts: readonly MaskPrompt[],
  logits: readonly Logits[],
  device: string,
): SegmenterResult {
  const ids = new Uint16Array(width * height);
  const surest = new Float32Array(width * height);
  const names = prompts.map(({ name }, k) => name ?? `mask ${k + 1}`);
  const masks = logits.map(({ data, score }, k): PromptedMask => {
    const inside = new Uint8Array(data.length);
    let [area, left, top, right, bottom] = [0, width, height, -1, -1];
    for (let i = 0; i < data.length; i++) {
      if (!(data[i] > 0)) continue;
      inside[i] = 1;
      area++;
      const [x, y] = [i % width, Math.floor(i / width)];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
      if (data[i] > surest[i]) [ids[i], surest[i]] = [k + 1, data[i]];
    }
    const box: PixelBox = area === 0 ? [0, 0, 0, 0] : [left, top, right - left + 1, bottom - top + 1];
    return { name: names[k], width, height, data: inside, area, box, score };
  });
  const legend = [{ id: 0, name: "background" }, ...names.map((name, k) => ({ id: k + 1, name }))];
  const provenance = { model: "Segment Anything", device };
  return { labels: new LabelMap({ width, height, data: ids, legend, provenance }), masks };
}

const noSpec = (spec: unknown): ArgumentError =>
  new ArgumentError({
    ...{ argument: "spec", expected: "sam:FOLDER", got: describeValue(spec) },
    remedy: "fetch one with peel models pull sam-2.1-tiny, and give the folder that it prints",
  });
