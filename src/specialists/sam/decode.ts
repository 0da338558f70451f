/** The part of SAM that makes a mask of a prompt. */
import { GeneratorError } from "../../generatorError.js";
import type { Axis } from "../../image/resample/axis.js";
import { tapsOf } from "../../image/resample/methods.js";
import { blend } from "../../image/resample/planes.js";
import type { Network } from "../../inference/network.js";
import type { TensorValue } from "../../inference/tensors.js";
import type { EncodedPhoto } from "./encode.js";
import type { MaskPrompt } from "./prompt.js";

/** What the decoder says of each pixel of the photo: more than 0 is inside. */
export interface Logits {
  readonly data: Float32Array;
  /** how well the mask fits, by the model's own estimate: intersection over union */
  readonly score: number;
}

/** @throws GeneratorError "unfit" for prompts that an export does not take, and for a graph that is no decoder of SAM */
export async function decode(
  network: Network,
  photo: { readonly width: number; readonly height: number },
  encoded: EncodedPhoto,
  prompt: MaskPrompt,
  signal: AbortSignal,
): Promise<Logits> {
  const outputs = await network.run(feedsOf(network, encoded, prompt), {
    ...{ signal, outputs: ["iou_scores", "pred_masks"] },
  });
  const { iou_scores: scores, pred_masks: masks } = outputs;
  const [height, width] = masks?.dims.slice(-2) ?? [];
  const count = scores?.data.length ?? 0;
  const isFit = scores?.type === "float32" && masks?.type === "float32" && count > 0;
  if (!isFit || masks.data.length !== count * width * height) throw strange(scores, masks);
  // Several readings of a prompt are offered, the part and the whole: the one that it trusts most is taken.
  let best = 0;
  scores.data.forEach((score, i) => {
    if (score > scores.data[best]) best = i;
  });
  const low = masks.data.subarray(best * width * height, (best + 1) * width * height);
  const axis = (source: number, target: number, scale: number): Axis => ({
    ...{ source, target, scale: (scale * source) / encoded.side, offset: 0 },
  });
  const [x, y] = [axis(width, photo.width, encoded.scaleX), axis(height, photo.height, encoded.scaleY)];
  return { data: blend(low, width, 1, tapsOf("bilinear", x, y)), score: scores.data[best] };
}

function feedsOf(
  { inputs }: Network,
  { embeddings, scaleX, scaleY }: EncodedPhoto,
  { points = [], outside = [], box }: MaskPrompt,
): Record<string, TensorValue> {
  const takesBoxes = inputs.some(({ name }) => name === "input_boxes");
  if (box && !takesBoxes) throw takesNoBox();
  const places = [...points, ...outside];
  const labels = [...points.map(() => 1n), ...outside.map(() => 0n)];
  const corners = box ? [box[0], box[1], box[0] + box[2], box[1] + box[3]] : [];
  return {
    ...embeddings,
    input_points: {
      ...{ type: "float32", dims: [1, 1, places.length, 2] },
      data: Float32Array.from(places.flatMap(([x, y]) => [x * scaleX, y * scaleY])),
    },
    input_labels: { type: "int64", dims: [1, 1, labels.length], data: BigInt64Array.from(labels) },
    ...(takesBoxes && {
      input_boxes: {
        ...{ type: "float32" as const, dims: [1, box ? 1 : 0, 4] },
        data: Float32Array.from(corners.map((place, i) => place * (i % 2 === 0 ? scaleX : scaleY))),
      },
    }),
  };
}

const takesNoBox = (): GeneratorError =>
  new GeneratorError("unfit", {
    ...{
      argument: "box",
      expected: "left out for this export",
      got: "given: its decoder has no input_boxes",
    },
    remedy: "give points on the thing, or take SAM 2: peel models pull sam-2.1-tiny",
  });

const strange = (scores: TensorValue | undefined, masks: TensorValue | undefined): GeneratorError => {
  const told = (value: TensorValue | undefined): string =>
    value ? `${value.type} [${value.dims.join(", ")}]` : "missing";
  return new GeneratorError("unfit", {
    argument: "prompt_encoder_mask_decoder.onnx",
    expected: "a graph to iou_scores [1, 1, masks] and pred_masks [1, 1, masks, height, width], float32",
    got: `one to ${told(scores)} and ${told(masks)}`,
    remedy:
      "take an export of SAM, SlimSAM or SAM 2 as Xenova and onnx-community make them, in full precision",
  });
};
