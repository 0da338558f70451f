/** The part of SAM that looks at a photo, once for all prompts. */
import { GeneratorError } from "../../generatorError.js";
import { resample } from "../../image/resample/resample.js";
import { RgbImage } from "../../image/rgbImage.js";
import type { Network } from "../../inference/network.js";
import type { TensorValue } from "../../inference/tensors.js";
import { letterbox } from "../letterbox.js";
import { normalisedPlanes } from "../normalisedPlanes.js";

/** A photo as the mask decoder takes it. */
export interface EncodedPhoto {
  readonly embeddings: Readonly<Record<string, TensorValue>>;
  /** pixels of the network for one of the photo, across and down */
  readonly scaleX: number;
  readonly scaleY: number;
  /** the network's sides are as long */
  readonly side: number;
}

/** What SAM was trained on. */
const SIDE = 1024;
/** ImageNet's, which all of its encoders take. */
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];
/** The first SAM's encoders give one embedding and its places; those of SAM 2 three of different sizes. */
const FIRST = ["image_embeddings", "image_positional_embeddings"];
const SECOND = ["image_embeddings.0", "image_embeddings.1", "image_embeddings.2"];

/** @throws GeneratorError "unfit" for a graph that is no encoder of SAM */
export async function encode(network: Network, photo: RgbImage, signal: AbortSignal): Promise<EncodedPhoto> {
  const outputs = network.outputs.map(({ name }) => name);
  const names = [FIRST, SECOND].find((set) => set.every((name) => outputs.includes(name)));
  const input = network.inputs.find(({ name }) => name === "pixel_values");
  if (!names || !input) throw noEncoder(outputs);
  const own = input.dims.at(-1);
  const side = typeof own === "number" && own > 0 ? own : SIDE;
  const { planes, scaleX, scaleY } = names === FIRST ? padded(photo, side) : stretched(photo, side);
  const image: TensorValue = { type: "float32", dims: [1, 3, side, side], data: planes };
  const embeddings = await network.run({ [input.name]: image }, { signal, outputs: names });
  return { embeddings, scaleX, scaleY, side };
}

/** SAM (arXiv 2304.02643): the longer side fits, and beyond the photo there is nothing: zeros behind the normalisation. */
function padded(photo: RgbImage, side: number) {
  const { picture, width, height } = letterbox(photo, { width: side, height: side }, false, [0, 0, 0]);
  const planes = normalisedPlanes(picture, MEAN, DEVIATION);
  for (let k = 0; k < 3; k++)
    for (let row = 0; row < side; row++)
      planes.fill(0, (k * side + row) * side + (row < height ? width : 0), (k * side + row + 1) * side);
  return { planes, scaleX: width / photo.width, scaleY: height / photo.height };
}

/** SAM 2 (arXiv 2408.00714) takes the whole square. */
function stretched(photo: RgbImage, side: number) {
  const square = resample(photo, { width: side, height: side }, { method: "bilinear-antialias" });
  const planes = normalisedPlanes(new RgbImage(square), MEAN, DEVIATION);
  return { planes, scaleX: side / photo.width, scaleY: side / photo.height };
}

const noEncoder = (outputs: readonly string[]): GeneratorError =>
  new GeneratorError("unfit", {
    argument: "vision_encoder.onnx",
    expected: `a graph from pixel_values to ${FIRST.join(" and ")}, or to ${SECOND.join(", ")}`,
    got: `one to ${outputs.join(", ") || "nothing"}`,
    remedy:
      "take an export of SAM, SlimSAM or SAM 2 as Xenova and onnx-community make them, in full precision",
  });
