import { ArgumentError } from "../../errors.js";
import { DepthMap } from "../depthMap.js";
import { InstanceMap } from "../instanceMap.js";
import { type ImageValue, kindOf } from "../kindOf.js";
import { LabelMap } from "../labelMap.js";
import { measuredAnew } from "../measuredAnew.js";
import { NormalMap } from "../normalMap.js";
import type { Axis } from "../resample/axis.js";
import type { ResampleMethod } from "../resample/methods.js";
import { regrid } from "../resample/regrid.js";
import { RgbImage } from "../rgbImage.js";
import type { Alignment, Size } from "./alignment.js";

/** Options of `alignToSource`. */
export interface AlignOptions {
  /**
   * default `bilinear-within-edges`: depth and normals are never blended across an edge. Ids of labels and instances
   * are always picked, as by `nearest-exact`
   */
  readonly method?: ResampleMethod;
  /** the class id of what the generator cropped; default 65535, which joins the legend as "void" */
  readonly voidId?: number;
}

/**
 * Puts a decoded map (or the painted picture itself) on its source's grid. What the generator cropped
 * becomes unknown: NaN in depth and normals, `voidId` in labels, 0 in instances, black in pictures. The records of
 * instances are measured anew there.
 *
 * @throws ArgumentError if the value has not the painted picture's size
 * @example alignToSource(decodeDepth(painted), alignmentOf(photo, painted))
 */
export function alignToSource<T extends ImageValue>(
  value: T,
  alignment: Alignment,
  { method = "bilinear-within-edges", voidId = 65_535 }: AlignOptions = {},
): T {
  checkGrid(value, alignment.painted, "painted picture");
  const { source, painted, scaleX, scaleY, offsetX, offsetY } = alignment;
  const x: Axis = { source: painted.width, target: source.width, scale: scaleX, offset: offsetX };
  const y: Axis = { source: painted.height, target: source.height, scale: scaleY, offset: offsetY };
  const regridded = regrid(value, x, y, method, { alignment });
  return (isCropped(alignment) ? withBorder(regridded, borderMask(alignment), voidId) : regridded) as T;
}

/**
 * Puts the source (or a map on its grid, such as a ground truth) on the painted picture's grid: what the
 * generator saw. Pictures are smoothed where they shrink.
 *
 * @throws ArgumentError if the value has not the source's size
 * @example alignToPainted(photo, alignmentOf(photo, painted))
 */
export function alignToPainted<T extends ImageValue>(
  value: T,
  alignment: Alignment,
  { method = "bilinear-antialias" }: { method?: ResampleMethod } = {},
): T {
  checkGrid(value, alignment.source, "source");
  const { source, painted, scaleX, scaleY, offsetX, offsetY } = alignment;
  const x = { source: source.width, target: painted.width, scale: 1 / scaleX, offset: -offsetX / scaleX };
  const y = { source: source.height, target: painted.height, scale: 1 / scaleY, offset: -offsetY / scaleY };
  return regrid(value, x, y, method, { alignment }) as T;
}

/** A rounding error is no border: half a thousandth of a pixel is less than any alignment tells. */
const isOutside = (place: number, length: number): boolean => place < -5e-4 || place > length + 5e-4;

/** Whether the generator has cropped any of the source: then one of its ends. */
function isCropped({ source, painted, scaleX, scaleY, offsetX, offsetY }: Alignment): boolean {
  const ends = (length: number, scale: number, offset: number): number[] =>
    [0.5, length - 0.5].map((place) => place * scale + offset);
  return (
    ends(source.width, scaleX, offsetX).some((place) => isOutside(place, painted.width)) ||
    ends(source.height, scaleY, offsetY).some((place) => isOutside(place, painted.height))
  );
}

/** 1 for each pixel of the source that the generator cropped, 0 for all others, row by row. */
export function borderMask(alignment: Alignment): Uint8Array {
  const { source, painted, scaleX, scaleY, offsetX, offsetY } = alignment;
  const mask = new Uint8Array(source.width * source.height);
  const columns = Uint8Array.from({ length: source.width }, (_, x) =>
    Number(isOutside((x + 0.5) * scaleX + offsetX, painted.width)),
  );
  for (let y = 0; y < source.height; y++) {
    const row = mask.subarray(y * source.width, (y + 1) * source.width);
    if (isOutside((y + 0.5) * scaleY + offsetY, painted.height)) row.fill(1);
    else row.set(columns);
  }
  return mask;
}

function checkGrid({ width, height }: Size, grid: Size, name: string): void {
  if (width === grid.width && height === grid.height) return;
  throw new ArgumentError({
    argument: "value",
    expected: `as large as the alignment's ${name}, ${grid.width} × ${grid.height} pixels`,
    got: `of ${width} × ${height}`,
    remedy: "give alignmentOf the sizes of the two pictures that belong together",
  });
}

function withBorder(value: ImageValue, mask: Uint8Array, voidId: number): ImageValue {
  const { width, height, provenance } = value;
  const size = { width, height, ...(provenance && { provenance }) };
  const filled = <A extends Float32Array | Uint8Array | Uint16Array>(
    data: A,
    channels: number,
    by: number,
  ): A => {
    const copy = data.slice() as A;
    for (let i = 0; i < copy.length; i++) if (mask[Math.floor(i / channels)]) copy[i] = by;
    return copy;
  };
  /** A plane that not every map has; what was cropped is unknown in it. */
  const unknown = (name: "residual" | "margin", plane: Float32Array | undefined) =>
    plane ? { [name]: filled(plane, 1, Number.NaN) } : {};
  const found = kindOf(value);
  switch (found.kind) {
    case "rgb":
      return new RgbImage({ ...size, data: filled(found.value.data, 3, 0) });
    case "depth": {
      const { data, residual, margin } = found.value;
      return new DepthMap({
        ...size,
        data: filled(data, 1, Number.NaN),
        ...unknown("residual", residual),
        ...unknown("margin", margin),
      });
    }
    case "normals":
      return new NormalMap({
        ...size,
        data: filled(found.value.data, 3, Number.NaN),
        ...unknown("residual", found.value.residual),
      });
    case "labels": {
      const { data, legend, residual, margin } = found.value;
      const named = legend.some(({ id }) => id === voidId)
        ? legend
        : [...legend, { id: voidId, name: "void" }];
      return new LabelMap({
        ...size,
        data: filled(data, 1, voidId),
        legend: named,
        ...unknown("residual", residual),
        ...unknown("margin", margin),
      });
    }
    case "instances": {
      const { instances, residual } = found.value;
      const data = filled(found.value.data, 1, 0);
      return new InstanceMap({
        ...size,
        data,
        ...(instances && { instances: measuredAnew(instances, { width, height, data }) }),
        ...unknown("residual", residual),
      });
    }
  }
}
