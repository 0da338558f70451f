/**
 * Metric3D v2 as exported for the web (arXiv 2404.15506; https://github.com/YvanYin/Metric3D, hubconf.py and issue 117):
 * depth of a camera with a focal length of 1000 pixels, and normals. The graph takes levels from 0 to 255 and
 * normalises them itself.
 */
import { normalsFromFrame } from "../codecs/normals/frames.js";
import { GeneratorError } from "../generatorError.js";
import { DepthMap } from "../image/depthMap.js";
import { NormalMap } from "../image/normalMap.js";
import { resample } from "../image/resample/resample.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { Network } from "../inference/network.js";
import type { TensorValue } from "../inference/tensors.js";
import { type Letterbox, letterbox, withinBox } from "./letterbox.js";
import { normalisedPlanes } from "./normalisedPlanes.js";
import type { EstimateOptions, SpecialistResult } from "./specialist.js";

/** What it was trained on. */
const SIZE = { width: 1064, height: 616 };
const CANONICAL_FOCAL = 1000;
/** ImageNet's mean. */
const AROUND = [124, 116, 104] as const;
/** Farther is sky, or nothing that it knows (hubconf.py). */
const MOST_METRES = 300;

export async function estimateByMetric3d(
  network: Network,
  photo: RgbImage,
  signal: AbortSignal,
  { fieldOfViewDegrees }: EstimateOptions,
): Promise<SpecialistResult> {
  const input = network.inputs.find(({ name }) => name === "pixel_values") ?? network.inputs[0];
  const size = sizeOf(input.dims);
  const box = letterbox(photo, size, true, AROUND);
  const data = normalisedPlanes(box.picture, [0, 0, 0], [1 / 255, 1 / 255, 1 / 255]);
  const outputs = await network.run(
    { [input.name]: { type: "float32", dims: [1, 3, size.height, size.width], data } },
    { signal },
  );
  const count = size.width * size.height;
  const raw = withinBox(plane(outputs, "predicted_depth", count), size.width, box);
  const own = { width: photo.width, height: photo.height };
  const { width, height } = box;
  const isMetric = fieldOfViewDegrees !== undefined;
  // The photo's focal length in the network's pixels, by the field of view across it.
  const focal = isMetric ? width / 2 / Math.tan((fieldOfViewDegrees * Math.PI) / 360) : CANONICAL_FOCAL;
  const metres = raw.map((depth) => {
    const value = (depth * focal) / CANONICAL_FOCAL;
    return value > 0 && value < MOST_METRES ? value : Number.NaN;
  });
  const about = { model: "Metric3D v2", device: network.device };
  const provenance = { ...about, ...(!isMetric && { unit: "relative" }) };
  const method = "bilinear-within-edges";
  const depth = resample(new DepthMap({ width, height, data: metres, provenance }), own, { method });
  if (!("predicted_normal" in outputs)) return { depth, ...(isMetric && { fieldOfViewDegrees }) };
  const vectors = normalsOf(plane(outputs, "predicted_normal", 3 * count), size.width, box);
  const normals = resample(new NormalMap({ width, height, data: vectors, provenance: about }), own, {
    method,
  });
  return { depth, normals, ...(isMetric && { fieldOfViewDegrees }) };
}

/** A graph's own sides, where they are fixed. */
function sizeOf(dims: readonly (number | string)[]): { width: number; height: number } {
  const [height, width] = dims.slice(-2);
  const side = (own: number | string | undefined, usual: number): number =>
    typeof own === "number" && own > 0 ? own : usual;
  return { width: side(width, SIZE.width), height: side(height, SIZE.height) };
}

/** Three planes to unit vectors in our axes; its own are OpenCV's: y down, z into the scene. */
function normalsOf(planes: Float32Array, outerWidth: number, box: Letterbox): Float32Array {
  const count = planes.length / 3;
  const [x, y, z] = [0, 1, 2].map((k) =>
    withinBox(planes.subarray(k * count, (k + 1) * count), outerWidth, box),
  );
  const vectors = new Float32Array(3 * x.length);
  for (let i = 0; i < x.length; i++) {
    const length = Math.hypot(x[i], y[i], z[i]);
    const scale = length > 1e-6 ? 1 / length : Number.NaN;
    vectors.set([x[i] * scale, y[i] * scale, z[i] * scale], 3 * i);
  }
  return normalsFromFrame(vectors, "opencv");
}

function plane(outputs: Readonly<Record<string, TensorValue>>, name: string, count: number): Float32Array {
  const value = outputs[name];
  if (value?.type === "float32" && value.data.length === count) return value.data;
  throw new GeneratorError("unfit", {
    ...{ argument: `the output ${name}`, expected: `float32 of ${count} numbers` },
    got: value ? `${value.type} [${value.dims.join(", ")}]` : "missing",
    remedy: "take the export of onnx-community in full precision, onnx/model.onnx",
  });
}
