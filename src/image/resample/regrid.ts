import { DepthMap } from "../depthMap.js";
import { InstanceMap } from "../instanceMap.js";
import { type ImageValue, kindOf } from "../kindOf.js";
import { LabelMap } from "../labelMap.js";
import { measuredAnew } from "../measuredAnew.js";
import { NormalMap } from "../normalMap.js";
import { RgbImage } from "../rgbImage.js";
import type { Provenance } from "../types.js";
import type { Axis } from "./axis.js";
import { blendFinite } from "./finite.js";
import { isPicking, type ResampleMethod, tapsOf } from "./methods.js";
import { blendBytes, pick } from "./planes.js";
import { alikeInDepth, alikeInDirection, blendWithinEdges } from "./withinEdges.js";

/** Puts a value on a new grid. Ids are always picked, at pixel centres; floats never mix with unknown ones. */
export function regrid(
  value: ImageValue,
  x: Axis,
  y: Axis,
  method: ResampleMethod,
  provenance: Provenance,
): ImageValue {
  const found = kindOf(value);
  const taps = tapsOf(method, x, y);
  const nearest = tapsOf("nearest-exact", x, y);
  const floats = (data: Float32Array, channels: number): Float32Array =>
    isPicking(method)
      ? pick(data, x.source, channels, taps)
      : blendFinite(data, x.source, channels, taps, nearest);
  const keepsEdges = method === "bilinear-within-edges";
  const size = { width: x.target, height: y.target, provenance: { ...value.provenance, ...provenance } };
  switch (found.kind) {
    case "rgb": {
      const make = isPicking(method) ? pick<Uint8Array> : blendBytes;
      return new RgbImage({ ...size, data: make(found.value.data, x.source, 3, taps) });
    }
    case "depth": {
      const { data, residual, margin } = found.value;
      return new DepthMap({
        ...size,
        data: keepsEdges ? blendWithinEdges(data, 1, { x, y }, nearest, alikeInDepth) : floats(data, 1),
        ...(residual && {
          residual: keepsEdges ? pick(residual, x.source, 1, nearest) : floats(residual, 1),
        }),
        ...(margin && { margin: pick(margin, x.source, 1, nearest) }),
      });
    }
    case "normals": {
      const { data, residual } = found.value;
      const vectors = keepsEdges
        ? blendWithinEdges(data, 3, { x, y }, nearest, alikeInDirection)
        : floats(data, 3);
      return new NormalMap({
        ...size,
        data: unitVectors(vectors),
        ...(residual && {
          residual: keepsEdges ? pick(residual, x.source, 1, nearest) : floats(residual, 1),
        }),
      });
    }
    case "labels": {
      const { data, legend, residual, margin } = found.value;
      return new LabelMap({
        ...size,
        legend,
        data: pick(data, x.source, 1, nearest),
        ...(residual && { residual: pick(residual, x.source, 1, nearest) }),
        ...(margin && { margin: pick(margin, x.source, 1, nearest) }),
      });
    }
    case "instances": {
      const { residual, instances } = found.value;
      const data = pick(found.value.data, x.source, 1, nearest);
      return new InstanceMap({
        ...size,
        data,
        ...(instances && { instances: measuredAnew(instances, { width: x.target, height: y.target, data }) }),
        ...(residual && { residual: pick(residual, x.source, 1, nearest) }),
      });
    }
  }
}

/** A blend of unit vectors is shorter than one; opposite ones leave no direction. */
function unitVectors(data: Float32Array): Float32Array {
  for (let i = 0; i < data.length; i += 3) {
    const [x, y, z] = [data[i], data[i + 1], data[i + 2]];
    // Not Math.hypot, which takes ten times as long to keep numbers from overflowing that are at most 1.
    const length = Math.sqrt(x * x + y * y + z * z);
    const scale = length > 1e-6 ? 1 / length : Number.NaN;
    data[i] = x * scale;
    data[i + 1] = y * scale;
    data[i + 2] = z * scale;
  }
  return data;
}
