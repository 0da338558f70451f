/** Specialists on tiny graphs with the inputs and outputs of public exports (make.py), whose answers are known. */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { RgbImage } from "vision-peel";
import { openSpecialist, type Specialist } from "vision-peel/specialists";
import { afterAll, describe, expect, it } from "vitest";
import { randomFrom } from "../../src/random.js";
import { solveFocalShift } from "../../src/specialists/focalShift.js";

const tiny = (name: string): string => fileURLToPath(new URL(`tiny/${name}.onnx`, import.meta.url));
const opened: Specialist[] = [];
const folder = mkdtempSync(join(tmpdir(), "peel-specialists-"));
afterAll(async () => {
  for (const one of opened) await one.close();
  rmSync(folder, { recursive: true });
});
function open(spec: string): Specialist {
  const specialist = openSpecialist(spec, { device: "cpu" });
  opened.push(specialist);
  return specialist;
}

describe("focal length and shift", () => {
  it("are found for any points that project where they are seen", () => {
    const random = randomFrom(4);
    for (let round = 0; round < 50; round++) {
      const [focal, shift] = [random.between(0.4, 3), random.between(-0.6, 2)];
      const xyz: number[] = [];
      const uv: number[] = [];
      for (let i = 0; i < 200; i++) {
        const [u, v, depth] = [random.between(-0.8, 0.8), random.between(-0.6, 0.6), random.between(1, 6)];
        uv.push(u, v);
        xyz.push((u * depth) / focal, (v * depth) / focal, depth - shift);
      }
      const found = solveFocalShift(Float64Array.from(xyz), Float64Array.from(uv));
      expect(found.focal / focal).toBeCloseTo(1, 4);
      expect(Math.abs(found.shift - shift)).toBeLessThan(1e-3);
    }
  });

  it("are harmless for no points", () => {
    expect(solveFocalShift(new Float64Array(0), new Float64Array(0))).toEqual({ focal: 1, shift: 0 });
  });
});

describe("MoGe-2", () => {
  const [width, height] = [80, 60];
  const diagonal = Math.hypot(width, height);
  const [focal, shift] = [3, 0.7];
  /** A slanted wall with a step in it, in the graph's units. */
  const depthAt = (x: number, y: number): number => 1.6 + (x / width) * 1.2 + (y > 30 ? 0.5 : 0);
  const data = new Uint8Array(3 * width * height);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i += 3) {
      if (x < 4) continue; // nothing is there
      const z = depthAt(x, y);
      const [u, v] = [(2 * x + 1 - width) / diagonal, (2 * y + 1 - height) / diagonal];
      data[i] = Math.round(255 * (((u * z) / focal + 1) / 2));
      data[i + 1] = Math.round(255 * (((v * z) / focal + 1) / 2));
      data[i + 2] = Math.round((255 * (z - shift)) / 4);
    }
  const photo = new RgbImage({ width, height, data });

  it("gives metres, normals in our axes, and the field of view", async () => {
    const result = await open(`moge:${tiny("moge")}`).estimate(photo);
    const { depth, normals, fieldOfViewDegrees } = result;
    for (const [x, y] of [
      [10, 10],
      [70, 20],
      [40, 50],
    ]) {
      const metres = depth.data[y * width + x];
      // Levels of eight bits stand for some hundredths of a unit.
      expect(Math.abs(metres / (2 * depthAt(x, y)) - 1)).toBeLessThan(0.06);
    }
    expect(depth.data[5 * width + 1]).toBeNaN();
    const at = 3 * (10 * width + 10);
    expect([...(normals?.data ?? []).slice(at, at + 3)].map((part) => Math.round(100 * part) / 100)).toEqual([
      0, 0.6, 0.8,
    ]);
    expect(normals?.data[3]).toBeNaN();
    const truly = (2 * Math.atan(width / diagonal / focal) * 180) / Math.PI;
    expect(Math.abs((fieldOfViewDegrees ?? 0) - truly)).toBeLessThan(2);
    expect(depth.provenance).toMatchObject({ model: "MoGe-2", device: "cpu" });
  });
});

describe("Depth Anything V2", () => {
  it("gives the inverse of what it says, relative, on the photo's own grid", async () => {
    mkdirSync(join(folder, "model/onnx"), { recursive: true });
    copyFileSync(tiny("depthAnything"), join(folder, "model/onnx/model.onnx"));
    const [width, height] = [60, 40];
    const data = Uint8Array.from({ length: 3 * width * height }, (_, i) =>
      Math.floor(i / 3) % width < 30 ? 204 : 51,
    );
    const { depth, normals } = await open(`depth-anything:${join(folder, "model")}`).estimate(
      new RgbImage({ width, height, data }),
    );
    expect(depth).toMatchObject({ width, height });
    expect(depth.provenance).toMatchObject({ unit: "relative" });
    expect(normals).toBeUndefined();
    expect(depth.data[10 * width + 10]).toBeCloseTo(1, 2);
    expect(depth.data[10 * width + 50] / depth.data[10 * width + 10]).toBeCloseTo(4, 1);
  });
});

describe("Metric3D v2", () => {
  /** Left half at level 100, right half at 200; wider than the network's own shape, so that it lies in the middle. */
  const [width, height] = [240, 60];
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) =>
    Math.floor(i / 3) % width < width / 2 ? 100 : 200,
  );
  const photo = new RgbImage({ width, height, data });

  it("gives metres by the field of view, and normals in our axes, on the photo's own grid", async () => {
    const fieldOfViewDegrees = 60;
    const result = await open(`metric3d:${tiny("metric3d")}`).estimate(photo, { fieldOfViewDegrees });
    const { depth, normals } = result;
    // A tenth of the level, of a camera of 1000 pixels; this one's focal length is that of 1064 pixels across 60°.
    const focal = 532 / Math.tan(Math.PI / 6);
    for (const [x, level] of [
      [20, 100],
      [118, 100],
      [122, 200],
      [230, 200],
    ])
      for (const y of [0, 30, 59])
        expect(depth.data[y * width + x]).toBeCloseTo(((level / 10) * focal) / 1000, 3);
    expect([depth.width, depth.height, result.fieldOfViewDegrees]).toEqual([width, height, 60]);
    expect(depth.provenance?.unit).toBeUndefined();
    const at = 3 * (30 * width + 60);
    expect(
      [...(normals?.data ?? []).slice(at, at + 3)].map((part) => Math.round(1000 * part) / 1000),
    ).toEqual([0, 0.6, 0.8]);
  });

  it("tells depth up to scale where the field of view is not known, and nothing of what is too far", async () => {
    const { depth, fieldOfViewDegrees } = await open(`metric3d:${tiny("metric3d")}`).estimate(photo);
    expect([depth.provenance?.unit, fieldOfViewDegrees]).toEqual(["relative", undefined]);
    expect(depth.data[0]).toBeCloseTo(10, 3);
    const far = await open(`metric3d:${tiny("metric3d")}`).estimate(photo, { fieldOfViewDegrees: 1 });
    expect(far.depth.data.every(Number.isNaN)).toBe(true);
    const black = new RgbImage({ width: 8, height: 8, data: new Uint8Array(192) });
    expect((await open(`metric3d:${tiny("metric3d")}`).estimate(black)).depth.data.every(Number.isNaN)).toBe(
      true,
    );
  });

  it("refuses fields of view that are none, and names that are no options", async () => {
    const model = open(`metric3d:${tiny("metric3d")}`);
    for (const fieldOfViewDegrees of [0, 180, Number.NaN])
      await expect(model.estimate(photo, { fieldOfViewDegrees })).rejects.toThrow("between 0 and 180");
    await expect(model.estimate(photo, { fieldOfView: 60 } as never)).rejects.toThrow("options of estimate");
    await expect(open(`metric3d:${tiny("moge")}`).estimate(photo)).rejects.toMatchObject({ fault: "unfit" });
  });
});

it.each([
  ["sam:x", /must be moge:PATH or metric3d:PATH or depth-anything:PATH/],
  ["moge", /must be moge:PATH/],
  ["moge:/nowhere", /an ONNX file, or a folder with model\.onnx, but is neither/],
])("refuses %s", (spec, message) => {
  expect(() => openSpecialist(spec)).toThrow(message);
});

it("refuses what is no photo, and a graph of another kind", async () => {
  await expect(open(`moge:${tiny("moge")}`).estimate(3 as never)).rejects.toThrow(
    "photo must be an RgbImage",
  );
  const wrong = open(`depth-anything:${tiny("moge")}`);
  const photo = new RgbImage({ width: 20, height: 20, data: new Uint8Array(1200) });
  await expect(wrong.estimate(photo)).rejects.toMatchObject({ tag: "generator" });
});
