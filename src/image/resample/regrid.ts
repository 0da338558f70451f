import { DepthMap } from "../depthMap.js";
import { InstanceMap } from "../instanceMap.js";
import { type ImageValue, kindOf } from "../kindOf.js";
import { LabelMap } from "../labelMap.js";
import { NormalMap } from "../normalMap.js";
import { RgbImage } from "../rgbImage.js";
import type { Provenance } from "../types.js";
import type { Axis } from "./axis.js";
import { blendFinite } from "./finite.js";
import { isPicking, type ResampleMethod, tapsOf } from "./methods.js";
import { blendBytes, pick } from "./planes.js";

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
        data: floats(data, 1),
        ...(residual && { residual: floats(residual, 1) }),
        ...(margin && { margin: pick(margin, x.source, 1, nearest) }),
      });
    }
    case "normals":
      return new NormalMap({
        ...size,
        data: unitVectors(floats(found.value.data, 3)),
        ...(found.value.residual && { residual: floats(found.value.residual, 1) }),
      });
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
      // Records are left behind: on another grid areas and boxes are others.
      const { data, residual } = found.value;
      return new InstanceMap({
        ...size,
        data: pick(data, x.source, 1, nearest),
        ...(residual && { residual: pick(residual, x.source, 1, nearest) }),
      });
    }
  }
}

/** A blend of unit vectors is shorter than one; opposite ones leave no direction. */
function unitVectors(data: Float32Array): Float32Array {
  for (let i = 0; i < data.length; i += 3) {
    const length = Math.hypot(data[i], data[i + 1], data[i + 2]);
    for (let c = 0; c < 3; c++) data[i + c] = length > 1e-6 ? data[i + c] / length : Number.NaN;
  }
  return data;
}
