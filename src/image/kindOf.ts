import { ArgumentError, describeValue } from "../errors.js";
import type { DepthMap } from "./depthMap.js";
import type { InstanceMap } from "./instanceMap.js";
import type { LabelMap } from "./labelMap.js";
import type { NormalMap } from "./normalMap.js";
import type { RgbImage } from "./rgbImage.js";

/** Any of the library's pictures and maps. */
export type ImageValue = RgbImage | DepthMap | NormalMap | LabelMap | InstanceMap;

export type KindedValue =
  | { kind: "rgb"; value: RgbImage }
  | { kind: "depth"; value: DepthMap }
  | { kind: "normals"; value: NormalMap }
  | { kind: "labels"; value: LabelMap }
  | { kind: "instances"; value: InstanceMap };

/**
 * Which of the library's values this is, by what it holds and not by its class: a notebook may have
 * two copies of the library.
 *
 * @throws ArgumentError for anything else
 */
export function kindOf(value: ImageValue, argument = "value"): KindedValue {
  const { width, height, data } = (value ?? {}) as Partial<ImageValue>;
  const pixels = Number(width) * Number(height);
  const name = data?.constructor?.name;
  const perPixel = (data?.length ?? 0) / pixels;
  if (name === "Uint8Array" && perPixel === 3) return { kind: "rgb", value: value as RgbImage };
  if (name === "Float32Array" && perPixel === 1) return { kind: "depth", value: value as DepthMap };
  if (name === "Float32Array" && perPixel === 3) return { kind: "normals", value: value as NormalMap };
  if (name === "Uint16Array" && perPixel === 1) {
    return "legend" in value
      ? { kind: "labels", value: value as LabelMap }
      : { kind: "instances", value: value as InstanceMap };
  }
  throw new ArgumentError({
    argument,
    expected: "an RgbImage, DepthMap, NormalMap, LabelMap or InstanceMap",
    got: describeValue(value),
    remedy: "construct one from your array first",
  });
}
