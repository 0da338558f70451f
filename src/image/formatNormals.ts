import { formatExr } from "./formats/exr/format.js";
import { formatPfm } from "./formats/netpbm.js";
import { formatNpy } from "./formats/npy.js";
import { formatNpz } from "./formats/npz.js";
import type { NormalMap } from "./normalMap.js";

const FORMATS: Record<string, (normals: NormalMap) => Uint8Array> = {
  ".npy": ({ width, height, data }) => formatNpy({ shape: [height, width, 3], data }),
  ".npz": ({ width, height, data }) => formatNpz({ normals: { shape: [height, width, 3], data } }),
  ".pfm": ({ width, height, data }) => formatPfm({ width, height, channels: 3, data }),
  ".exr": ({ width, height, data }) => {
    const plane = (c: number): Float32Array =>
      Float32Array.from({ length: width * height }, (_, i) => data[3 * i + c]);
    return formatExr(width, height, { R: plane(0), G: plane(1), B: plane(2) });
  },
};

/** The extensions that normals can be written with. */
export const normalExtensions: readonly string[] = Object.keys(FORMATS);

/**
 * The bytes of a file of normals; see `writeNormals` for the formats. Runs in Node and in the page.
 *
 * @param extension one of `normalExtensions`
 * @example formatNormals(normals, ".exr")
 */
export const formatNormals = (normals: NormalMap, extension: string): Uint8Array =>
  FORMATS[extension](normals);
