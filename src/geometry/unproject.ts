import { ArgumentError } from "../errors.js";
import type { DepthMap } from "../image/depthMap.js";
import type { NormalMap } from "../image/normalMap.js";
import type { RgbImage } from "../image/rgbImage.js";
import { checkedEdges, depthEdges, type EdgeOptions } from "./edges.js";
import { checkIntrinsics, type Intrinsics } from "./intrinsics.js";
import { normalsOfDepth } from "./normalsOfDepth.js";
import { PointCloud, type PointCloudInit } from "./pointCloud.js";

/** Options of `pointCloudOf` and `meshOf`. */
export interface UnprojectOptions {
  /** colours of the points; as large as the depth */
  readonly photo?: RgbImage;
  /** what is left out as an edge; false keeps everything; default `{ relativeJump: 0.05, grazingDegrees: 88 }` */
  readonly edges?: EdgeOptions | false;
  /** normals of one's own, or true for those of the depth itself; default: none */
  readonly normals?: NormalMap | boolean;
  /** nothing further away, in metres; default: everything that is finite */
  readonly maxMetres?: number;
}

/** Pixels → points, and what each point takes along. */
export interface Unprojected extends PointCloudInit {
  readonly pixels: Uint32Array;
}

/**
 * The points that a depth map's pixels show, without the sky, unknown pixels and edges.
 *
 * @throws ArgumentError for wrong intrinsics, options out of range, or a photo or normals of another size
 * @example
 * const cloud = pointCloudOf(depth, intrinsicsOfView(depth, { degrees: 60 }), { photo });
 * await writePoints(cloud, "room.ply");
 */
export function pointCloudOf(
  depth: DepthMap,
  intrinsics: Intrinsics,
  options: UnprojectOptions = {},
): PointCloud {
  const isKept = keptPixels(depth, intrinsics, options);
  const edges = options.edges === false ? undefined : depthEdges(depth, intrinsics, options.edges);
  edges?.forEach((isEdge, i) => {
    if (isEdge) isKept[i] = 0;
  });
  return new PointCloud(unproject(depth, intrinsics, options, markedPixels(isKept)));
}

/** The places of all that is not 0. */
export function markedPixels(marks: Uint8Array): Uint32Array {
  let count = 0;
  for (const mark of marks) count += Number(mark !== 0);
  const pixels = new Uint32Array(count);
  for (let i = 0, next = 0; i < marks.length; i++) if (marks[i]) pixels[next++] = i;
  return pixels;
}

/** 1 for each pixel that has a depth, is near enough and not below 0. */
export function keptPixels(
  { width, height, data }: DepthMap,
  intrinsics: Intrinsics,
  { photo, normals, maxMetres = Number.MAX_VALUE, edges }: UnprojectOptions,
): Uint8Array {
  checkIntrinsics(intrinsics);
  if (edges) checkedEdges(edges);
  for (const [argument, picture] of Object.entries({ photo, normals })) {
    if (typeof picture !== "object" || (picture.width === width && picture.height === height)) continue;
    throw new ArgumentError({
      argument,
      expected: `as large as the depth, ${width} × ${height} pixels`,
      got: `of ${picture.width} × ${picture.height}`,
      remedy: "put it on the depth's grid with alignToPainted",
    });
  }
  if (!(maxMetres > 0)) {
    throw new ArgumentError({
      argument: "maxMetres",
      expected: "a distance above 0",
      got: String(maxMetres),
      remedy: "leave it out to keep all that is finite",
    });
  }
  return Uint8Array.from(data, (metres) => Number(metres > 0 && metres <= maxMetres));
}

/** The points of some pixels, all of them with a finite depth. */
export function unproject(
  depth: DepthMap,
  intrinsics: Intrinsics,
  { photo, normals = false, edges, maxMetres }: UnprojectOptions,
  pixels: Uint32Array,
): Unprojected {
  const { fx, fy, cx, cy } = intrinsics;
  const positions = new Float32Array(3 * pixels.length);
  for (let k = 0; k < pixels.length; k++) {
    const i = pixels[k];
    const metres = depth.data[i];
    positions[3 * k] = (((i % depth.width) + 0.5 - cx) / fx) * metres;
    positions[3 * k + 1] = ((Math.floor(i / depth.width) + 0.5 - cy) / fy) * metres;
    positions[3 * k + 2] = metres;
  }
  const map = normals === true ? normalsOfDepth(depth, intrinsics) : normals;
  return {
    positions,
    pixels,
    ...(map && { normals: normalsAt(map, pixels, positions) }),
    ...(photo && { colours: coloursAt(photo, pixels) }),
    provenance: {
      ...depth.provenance,
      points: {
        intrinsics: { fx, fy, cx, cy },
        edges: edges === false ? false : checkedEdges(edges ?? {}),
        maxMetres,
      },
    },
  };
}

/** Unit vectors with y down and z into the picture; where there is none, to the eye. */
function normalsAt({ data }: NormalMap, pixels: Uint32Array, positions: Float32Array): Float32Array {
  const vectors = new Float32Array(positions.length);
  for (let k = 0; k < pixels.length; k++) {
    const at = 3 * pixels[k];
    let [x, y, z] = [data[at], -data[at + 1], -data[at + 2]];
    if (!(Math.hypot(x, y, z) > 0)) {
      [x, y, z] = [-positions[3 * k], -positions[3 * k + 1], -positions[3 * k + 2]];
    }
    const length = Math.hypot(x, y, z);
    vectors[3 * k] = x / length;
    vectors[3 * k + 1] = y / length;
    vectors[3 * k + 2] = z / length;
  }
  return vectors;
}

function coloursAt({ data }: RgbImage, pixels: Uint32Array): Uint8Array {
  const colours = new Uint8Array(3 * pixels.length);
  for (let k = 0; k < pixels.length; k++) {
    const at = 3 * pixels[k];
    colours[3 * k] = data[at];
    colours[3 * k + 1] = data[at + 1];
    colours[3 * k + 2] = data[at + 2];
  }
  return colours;
}
