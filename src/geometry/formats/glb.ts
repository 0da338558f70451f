import { littleEndianBytes } from "../../image/formats/npy.js";
import type { Mesh, PointCloud } from "../pointCloud.js";

// Khronos glTF 2.0, section 3.6 (accessors) and section 4 (GLB).
const FLOAT = 5126;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const VERTICES = 34_962;
const INDICES = 34_963;
const POINTS = 0;
const TRIANGLES = 4;

interface Accessor {
  readonly array: Float32Array | Uint16Array | Uint32Array;
  readonly componentType: number;
  readonly type: "SCALAR" | "VEC3" | "VEC4";
  readonly target: number;
  readonly more?: object;
}

/**
 * The bytes of a binary glTF: points, or triangles if it is a mesh, turned to glTF's axes (+x right, +y up, the
 * camera looks along −z). Colours are linear 16-bit ones, as the format wants them, and not lit.
 */
export function formatGlb(cloud: PointCloud | Mesh): Uint8Array {
  const accessors: Accessor[] = [];
  const attributes: Record<string, number> = {};
  const add = (name: string, accessor: Accessor): void => {
    attributes[name] = accessors.push(accessor) - 1;
  };
  const vector = { componentType: FLOAT, type: "VEC3", target: VERTICES } as const;
  const positions = turned(cloud.positions);
  add("POSITION", { ...vector, array: positions, more: extentOf(positions) });
  if (cloud.normals) add("NORMAL", { ...vector, array: turned(cloud.normals) });
  if (cloud.colours) {
    const array = linearColours(cloud.colours);
    add("COLOR_0", {
      array,
      componentType: UNSIGNED_SHORT,
      type: "VEC4",
      target: VERTICES,
      more: { normalized: true },
    });
  }
  const triangles = "triangles" in cloud ? cloud.triangles : undefined;
  const indices =
    triangles &&
    accessors.push({ array: triangles, componentType: UNSIGNED_INT, type: "SCALAR", target: INDICES }) - 1;
  return packGlb(accessors, {
    attributes,
    mode: triangles ? TRIANGLES : POINTS,
    material: 0,
    ...(indices !== undefined && { indices }),
  });
}

function packGlb(accessors: readonly Accessor[], primitive: object): Uint8Array {
  const offsets: number[] = [];
  let length = 0;
  for (const { array } of accessors) {
    offsets.push(length);
    length += array.byteLength; // a multiple of 4, so that the next one is aligned
  }
  const sizes = { SCALAR: 1, VEC3: 3, VEC4: 4 };
  const isEmpty = length === 0;
  const gltf = {
    asset: { version: "2.0", generator: "Peel" },
    extensionsUsed: ["KHR_materials_unlit"],
    scene: 0,
    scenes: [isEmpty ? {} : { nodes: [0] }],
    ...(!isEmpty && {
      nodes: [{ mesh: 0 }],
      meshes: [{ primitives: [primitive] }],
      materials: [
        {
          doubleSided: true,
          pbrMetallicRoughness: { metallicFactor: 0 },
          extensions: { KHR_materials_unlit: {} },
        },
      ],
      accessors: accessors.map(({ array, componentType, type, more }, bufferView) => ({
        bufferView,
        componentType,
        type,
        count: array.length / sizes[type],
        ...more,
      })),
      bufferViews: accessors.map(({ array, target }, i) => ({
        buffer: 0,
        byteOffset: offsets[i],
        byteLength: array.byteLength,
        target,
      })),
      buffers: [{ byteLength: length }],
    }),
  };
  const json = new TextEncoder().encode(JSON.stringify(gltf));
  const jsonLength = 4 * Math.ceil(json.length / 4);
  const bytes = new Uint8Array(12 + 8 + jsonLength + (isEmpty ? 0 : 8 + length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x46546c67, true); // "glTF"
  view.setUint32(4, 2, true);
  view.setUint32(8, bytes.length, true);
  view.setUint32(12, jsonLength, true);
  view.setUint32(16, 0x4e4f534a, true); // "JSON"
  bytes.fill(32, 20, 20 + jsonLength);
  bytes.set(json, 20);
  if (isEmpty) return bytes;
  const start = 28 + jsonLength;
  view.setUint32(start - 8, length, true);
  view.setUint32(start - 4, 0x004e4942, true); // "BIN"
  accessors.forEach(({ array }, i) => {
    bytes.set(littleEndianBytes(array), start + offsets[i]);
  });
  return bytes;
}

/** y up and z to the viewer: both turned around. */
function turned(vectors: Float32Array): Float32Array {
  return vectors.map((value, i) => (i % 3 === 0 ? value : -value));
}

function extentOf(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity];
  const max = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i++) {
    const axis = i % 3;
    if (positions[i] < min[axis]) min[axis] = positions[i];
    if (positions[i] > max[axis]) max[axis] = positions[i];
  }
  return { min, max };
}

/** 8-bit sRGB (IEC 61966-2-1) → 16-bit linear, opaque. */
function linearColours(colours: Uint8Array): Uint16Array {
  const linear = Uint16Array.from({ length: 256 }, (_, level) => {
    const value = level / 255;
    return Math.round(65_535 * (value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  });
  const values = new Uint16Array((4 * colours.length) / 3).fill(65_535);
  for (let from = 0, to = 0; from < colours.length; from += 3, to += 4) {
    values[to] = linear[colours[from]];
    values[to + 1] = linear[colours[from + 1]];
    values[to + 2] = linear[colours[from + 2]];
  }
  return values;
}
