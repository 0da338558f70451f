/** Depth Anything V2 as exported for the web: relative inverse depth (arXiv 2406.09414). */
import { GeneratorError } from "../generatorError.js";
import { DepthMap } from "../image/depthMap.js";
import { resample } from "../image/resample/resample.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { Network } from "../inference/network.js";
import { normalisedPlanes } from "./normalisedPlanes.js";
import type { SpecialistResult } from "./specialist.js";

/** The shorter side that it was trained on, and the patch that sides are multiples of. */
const SIDE = 518;
const PATCH = 14;
/** ImageNet's, which its backbone was trained with. */
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];

export async function estimateByDepthAnything(
  network: Network,
  photo: RgbImage,
  signal: AbortSignal,
): Promise<SpecialistResult> {
  const scale = SIDE / Math.min(photo.width, photo.height);
  const side = (pixels: number): number => PATCH * Math.max(1, Math.round((pixels * scale) / PATCH));
  const size = { width: side(photo.width), height: side(photo.height) };
  const fitted = resample(photo, size, { method: "bilinear-antialias" });
  const [input] = network.inputs;
  const [output] = network.outputs;
  const { [output.name]: said } = await network.run(
    {
      [input.name]: {
        ...{ type: "float32", dims: [1, 3, size.height, size.width] },
        data: normalisedPlanes(fitted, MEAN, DEVIATION),
      },
    },
    { signal },
  );
  const [height, width] = said?.dims.slice(-2) ?? [];
  if (said?.type !== "float32" || said.data.length !== width * height) throw strange(output.name, said?.dims);
  const most = said.data.reduce((max, value) => Math.max(max, value), 0);
  // Nearest is 1: depth up to scale and shift of its inverse. What it has at infinity stays infinite.
  const data = said.data.map((disparity) => (disparity > 0 ? most / disparity : Infinity));
  const provenance = { model: "Depth Anything V2", device: network.device, unit: "relative" };
  const depth = new DepthMap({ width, height, data, provenance });
  const own = { width: photo.width, height: photo.height };
  return { depth: resample(depth, own, { method: "bilinear-within-edges" }) };
}

const strange = (name: string, dims: readonly number[] | undefined): GeneratorError =>
  new GeneratorError("unfit", {
    ...{ argument: `the output ${name}`, expected: "float32 [1, height, width]" },
    got: dims ? `[${dims.join(", ")}]` : "missing",
    remedy: "take the export of onnx-community in full precision",
  });
