/** MoGe-2 with normals, as its authors export it (https://github.com/microsoft/MoGe, docs/onnx.md; arXiv 2507.02546). */
import { normalsFromFrame } from "../codecs/normals/frames.js";
import { GeneratorError } from "../generatorError.js";
import { DepthMap } from "../image/depthMap.js";
import { NormalMap } from "../image/normalMap.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { Network } from "../inference/network.js";
import type { TensorValue } from "../inference/tensors.js";
import { solveFocalShift } from "./focalShift.js";
import { normalisedPlanes } from "./normalisedPlanes.js";
import type { SpecialistResult } from "./specialist.js";

/** How finely the picture is looked at, as the export's own example has it; MoGe takes 1200 to 3600. */
const TOKENS = 1800;
/** Points that focal length and shift are found by, in each direction. */
const SAMPLES = 64;

export async function estimateByMoge(
  network: Network,
  photo: RgbImage,
  signal: AbortSignal,
): Promise<SpecialistResult> {
  const { width, height } = photo;
  const takesTokens = network.inputs.some(({ name }) => name === "num_tokens");
  const image: TensorValue = { type: "float32", dims: [1, 3, height, width], data: normalisedPlanes(photo) };
  const tokens: TensorValue = { type: "int64", dims: [], data: BigInt64Array.of(BigInt(TOKENS)) };
  const outputs = await network.run({ image, ...(takesTokens && { num_tokens: tokens }) }, { signal });
  const count = width * height;
  const points = plane(outputs, "points", 3 * count);
  const mask = plane(outputs, "mask", count);
  const [scale] = plane(outputs, "metric_scale", 1);
  const { focal, shift } = solveOn(points, mask, width, height);
  const metres = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const depth = (points[3 * i + 2] + shift) * scale;
    metres[i] = mask[i] > 0.5 && depth > 0 ? depth : Number.NaN;
  }
  const provenance = { model: "MoGe-2", device: network.device };
  const depth = new DepthMap({ width, height, data: metres, provenance });
  const fieldOfViewDegrees = (2 * Math.atan(spanOf(width, height).x / focal) * 180) / Math.PI;
  const normal = "normal" in outputs ? plane(outputs, "normal", 3 * count) : undefined;
  if (!normal) return { depth, fieldOfViewDegrees };
  for (let i = 0; i < count; i++) if (!(mask[i] > 0.5)) normal.fill(Number.NaN, 3 * i, 3 * i + 3);
  // Its axes are OpenCV's: y down, z into the scene.
  const normals = new NormalMap({ width, height, data: normalsFromFrame(normal, "opencv"), provenance });
  return { depth, normals, fieldOfViewDegrees };
}

/** Half the sides, in halves of the diagonal. */
function spanOf(width: number, height: number): { x: number; y: number } {
  const diagonal = Math.hypot(width, height);
  return { x: width / diagonal, y: height / diagonal };
}

function solveOn(points: Float32Array, mask: Float32Array, width: number, height: number) {
  const span = spanOf(width, height);
  const xyz: number[] = [];
  const uv: number[] = [];
  for (let row = 0; row < SAMPLES; row++) {
    for (let column = 0; column < SAMPLES; column++) {
      const [x, y] = [
        Math.floor(((column + 0.5) * width) / SAMPLES),
        Math.floor(((row + 0.5) * height) / SAMPLES),
      ];
      const i = y * width + x;
      if (!(mask[i] > 0.5)) continue;
      xyz.push(points[3 * i], points[3 * i + 1], points[3 * i + 2]);
      uv.push(span.x * ((2 * x + 1) / width - 1), span.y * ((2 * y + 1) / height - 1));
    }
  }
  return solveFocalShift(Float64Array.from(xyz), Float64Array.from(uv));
}

function plane(outputs: Readonly<Record<string, TensorValue>>, name: string, count: number): Float32Array {
  const value = outputs[name];
  if (value?.type === "float32" && value.data.length === count) return value.data;
  throw new GeneratorError("unfit", {
    argument: `the output ${name}`,
    expected: `float32 of ${count} numbers`,
    got: value ? `${value.type} [${value.dims.join(", ")}]` : "missing",
    remedy: "take an export with points, mask, metric_scale and normal, as MoGe's docs/onnx.md makes it",
  });
}
