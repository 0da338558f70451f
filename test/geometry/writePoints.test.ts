import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { intrinsicsOfView, type Mesh, meshOf, PointCloud, pointCloudOf, writePoints } from "vision-peel";
import { renderScene, sampleScene } from "vision-peel/world";
import { afterAll, describe, expect, it } from "vitest";

interface Validator {
  validateBytes(bytes: Uint8Array): Promise<{
    issues: { numErrors: number; numWarnings: number; messages: unknown[] };
    info: { totalVertexCount: number; totalTriangleCount: number };
  }>;
}
/** Khronos' own, which has no types. */
const validator: Validator = createRequire(import.meta.url)("gltf-validator");

const folder = mkdtempSync(join(tmpdir(), "peel-points-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { depth, photo } = renderScene(sampleScene({ seed: 3, kind: "yard" }), { width: 48, height: 32 });
const view = intrinsicsOfView(depth, { degrees: 60 });
const bare = pointCloudOf(depth, view);
const full = pointCloudOf(depth, view, { photo, normals: true });
const mesh = meshOf(depth, view, { photo, normals: true });

async function written(cloud: PointCloud, name: string, encoding?: "ascii" | "binary"): Promise<Buffer> {
  await writePoints(cloud, join(folder, name), { ...(encoding && { encoding }) });
  return readFileSync(join(folder, name));
}

/** Reads what a PLY's own header announces. */
function parsePly(bytes: Buffer): { points: Record<string, number>[]; faces: number[][]; format: string } {
  const end = bytes.indexOf("end_header\n") + "end_header\n".length;
  const lines = bytes.toString("latin1", 0, end).split("\n");
  const format = lines[1].split(" ")[1];
  const countOf = (what: string): number =>
    Number(lines.find((line) => line.startsWith(`element ${what} `))?.split(" ")[2] ?? 0);
  const properties = lines
    .filter((line) => /^property (float|uchar)/.test(line))
    .map((line) => line.split(" "));
  const words = bytes.toString("latin1", end).split(/\s+/).map(Number);
  let at = format === "ascii" ? 0 : end;
  const next = (type: string): number => {
    if (format === "ascii") return words[at++];
    const from = at;
    at += type === "uchar" ? 1 : 4;
    return type === "uchar"
      ? bytes[from]
      : type === "int"
        ? bytes.readInt32LE(from)
        : bytes.readFloatLE(from);
  };
  const points = Array.from({ length: countOf("vertex") }, () =>
    Object.fromEntries(properties.map(([, type, name]) => [name, next(type)])),
  );
  const faces = Array.from({ length: countOf("face") }, () =>
    Array.from({ length: next("uchar") }, () => next("int")),
  );
  if (format !== "ascii") expect(at).toBe(bytes.length);
  return { points, faces, format };
}

describe("PLY", () => {
  it.each(["binary", "ascii"] as const)("%s holds every number", async (encoding) => {
    for (const cloud of [bare, full, mesh]) {
      const bytes = await written(cloud, "a.ply", encoding);
      const { points, faces, format } = parsePly(bytes);
      expect(format).toBe(encoding === "ascii" ? "ascii" : "binary_little_endian");
      expect(bytes.toString("latin1", 0, 200)).toContain("y down");
      expect(points).toHaveLength(cloud.count);
      points.forEach((point, k) => {
        const at = (values: ArrayLike<number> | undefined): number[] =>
          [0, 1, 2].map((axis) => values?.[3 * k + axis] ?? 0);
        expect([point.x, point.y, point.z].map(Math.fround)).toEqual(at(cloud.positions));
        if (cloud.colours) expect([point.red, point.green, point.blue]).toEqual(at(cloud.colours));
        if (cloud.normals) expect([point.nx, point.ny, point.nz].map(Math.fround)).toEqual(at(cloud.normals));
      });
      const triangles = (cloud as Partial<Mesh>).triangles ?? [];
      expect(faces.flat()).toEqual([...triangles]);
    }
  });
});

describe("GLB", () => {
  it("passes Khronos' validator without a warning", async () => {
    const empty = new PointCloud({ positions: new Float32Array(0) });
    for (const cloud of [bare, full, mesh, empty]) {
      const { issues, info } = await validator.validateBytes(await written(cloud, "a.glb"));
      expect(issues.messages).toEqual([]);
      expect([issues.numErrors, issues.numWarnings]).toEqual([0, 0]);
      expect(info.totalVertexCount).toBe(cloud.count);
      expect(info.totalTriangleCount).toBe(((cloud as Partial<Mesh>).triangles?.length ?? 0) / 3);
    }
  });

  it("has y up, the view along −z, and linear colours", async () => {
    const cloud = new PointCloud({
      positions: Float32Array.of(1, 2, 3),
      normals: Float32Array.of(0, 0, -1),
      colours: Uint8Array.of(255, 128, 0),
    });
    const bytes = await written(cloud, "one.glb");
    const start = 28 + bytes.readUInt32LE(12);
    expect([0, 4, 8].map((at) => bytes.readFloatLE(start + at))).toEqual([1, -2, -3]);
    expect([12, 16, 20].map((at) => bytes.readFloatLE(start + at))).toEqual([0, -0, 1]);
    // 128 of sRGB is 21.59 % of the light.
    expect([24, 26, 28, 30].map((at) => bytes.readUInt16LE(start + at))).toEqual([65_535, 14_146, 0, 65_535]);
    const { accessors } = JSON.parse(bytes.toString("utf8", 20, start - 8));
    expect(accessors[0]).toMatchObject({ min: [1, -2, -3], max: [1, -2, -3] });
  });
});

it("says why it cannot write", async () => {
  await expect(writePoints(bare, join(folder, "a.obj"))).rejects.toThrow(/\.ply or \.glb/);
  await expect(writePoints(bare, join(folder, "no", "a.ply"))).rejects.toThrow(/make the folder/);
  await expect(writePoints(bare, join(folder, "a.ply"), { encoding: "text" as never })).rejects.toThrow(
    /binary or ascii/,
  );
});
