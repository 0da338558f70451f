import type { Mesh, PointCloud } from "../pointCloud.js";

/** How the numbers of a PLY are stored. */
export type PlyEncoding = "binary" | "ascii";

/**
 * The bytes of a PLY (paulbourke.net/dataformats/ply): points, and triangles if it is a mesh, in the cloud's own
 * axes (+x right, +y down, +z into the picture; a comment says so).
 *
 * @param encoding `binary` is little endian; default
 */
export function formatPly(cloud: PointCloud | Mesh, encoding: PlyEncoding = "binary"): Uint8Array {
  const triangles = "triangles" in cloud ? cloud.triangles : undefined;
  const { count, normals, colours } = cloud;
  const header = [
    "ply",
    `format ${encoding === "ascii" ? "ascii" : "binary_little_endian"} 1.0`,
    "comment metres from the camera: x right, y down, z into the picture",
    `element vertex ${count}`,
    ...["x", "y", "z"].map((name) => `property float ${name}`),
    ...(normals ? ["nx", "ny", "nz"].map((name) => `property float ${name}`) : []),
    ...(colours ? ["red", "green", "blue"].map((name) => `property uchar ${name}`) : []),
    ...(triangles ? [`element face ${triangles.length / 3}`, "property list uchar int vertex_indices"] : []),
    "end_header\n",
  ].join("\n");
  const head = new TextEncoder().encode(header);
  const body = encoding === "ascii" ? asciiBody(cloud, triangles) : binaryBody(cloud, triangles);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

function binaryBody({ count, positions, normals, colours }: PointCloud, triangles?: Uint32Array): Uint8Array {
  const perPoint = 12 + (normals ? 12 : 0) + (colours ? 3 : 0);
  const faces = (triangles?.length ?? 0) / 3;
  const bytes = new Uint8Array(count * perPoint + 13 * faces);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (let i = 0; i < 3 * count; i += 3) {
    for (const vectors of normals ? [positions, normals] : [positions]) {
      view.setFloat32(at, vectors[i], true);
      view.setFloat32(at + 4, vectors[i + 1], true);
      view.setFloat32(at + 8, vectors[i + 2], true);
      at += 12;
    }
    if (!colours) continue;
    bytes[at++] = colours[i];
    bytes[at++] = colours[i + 1];
    bytes[at++] = colours[i + 2];
  }
  for (let i = 0; i < 3 * faces; i += 3, at += 13) {
    bytes[at] = 3;
    for (let c = 0; c < 3; c++) view.setInt32(at + 1 + 4 * c, triangles?.[i + c] ?? 0, true);
  }
  return bytes;
}

function asciiBody({ count, positions, normals, colours }: PointCloud, triangles?: Uint32Array): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) parts.push(encoder.encode(`${lines.join("\n")}\n`));
    lines = [];
  };
  for (let i = 0; i < 3 * count; i += 3) {
    const words = [...digits(positions, i), ...(normals ? digits(normals, i) : [])];
    if (colours) words.push(...[...colours.subarray(i, i + 3)].map(String));
    if (lines.push(words.join(" ")) === 65_536) flush();
  }
  for (let i = 0; i < (triangles?.length ?? 0); i += 3) {
    if (lines.push(`3 ${triangles?.subarray(i, i + 3).join(" ")}`) === 65_536) flush();
  }
  flush();
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Nine significant digits tell every float32 from its neighbours. */
function digits(values: Float32Array, at: number): string[] {
  return [...values.subarray(at, at + 3)].map((value) => String(Number(value.toPrecision(9))));
}
