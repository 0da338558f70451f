/** Files of depth, points and surfaces. Loaded when the first one is saved. */
import { formatGlb, formatPly, meshOf, pointCloudOf } from "vision-peel/geometry";
import { DepthMap, RgbImage } from "vision-peel/image";
import { formatDepth } from "vision-peel/image/formats";
import { pngOf } from "../../shared/page/shell/download.js";
import type { DepthPictures } from "../draw/pictures.js";
import { cameraOf } from "../measure.js";
import type { DepthAccess } from "./access.js";

/** The names that files are saved by. */
export type DepthFile =
  | "depth.png"
  | "depth-cm.png"
  | "depth.npy"
  | "depth.pfm"
  | "depth.exr"
  | "points.ply"
  | "surface.glb"
  | "slice.png";

export interface FileContent {
  readonly content: Uint8Array | Blob;
  /** what the file could not hold, one sentence each */
  readonly warnings: readonly string[];
}

/** The content of a file, for the controls as they are now. */
export async function fileOf(
  name: DepthFile,
  pictures: DepthPictures,
  access: DepthAccess,
): Promise<FileContent> {
  const { width, height, metres, photo } = pictures;
  const depth = new DepthMap({ width, height, data: metres });
  if (name === "slice.png") return { content: await pngOf(maskOf(pictures, access)), warnings: [] };
  if (name !== "points.ply" && name !== "surface.glb") {
    const scale = name === "depth-cm.png" ? { scale: "centimetres" as const } : {};
    const { bytes, warnings } = formatDepth(depth, name.slice(name.indexOf(".")), scale);
    return { content: bytes, warnings };
  }
  const inSlice = new DepthMap({ width, height, data: sliced(metres, access.slice()) });
  const camera = cameraOf(pictures, access.get("fieldOfView"));
  const edgeLimit = access.get("edgeLimit");
  const options = {
    edges: edgeLimit > 0 ? { relativeJump: edgeLimit } : (false as const),
    ...(photo && { photo: new RgbImage({ width, height, data: photo }) }),
  };
  const content =
    name === "points.ply"
      ? formatPly(pointCloudOf(inSlice, camera, options))
      : formatGlb(meshOf(inSlice, camera, options));
  return { content, warnings: [] };
}

/** Metres outside of the slice are unknown: points and surfaces hold what is seen of them. */
function sliced(metres: Float32Array, { near, far }: { near: number; far: number }): Float32Array {
  if (near <= 0 && far === Infinity) return metres;
  return metres.map((depth) => (depth >= near && depth <= far ? depth : Number.NaN));
}

/** White inside of the slice, black outside; as large as the picture. */
function maskOf({ width, height, metres }: DepthPictures, access: DepthAccess): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const { near, far } = access.slice();
  for (let i = 0; i < words.length; i++)
    words[i] = metres[i] >= near && metres[i] <= far ? 0xffffffff : 0xff000000;
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}
