/** The synthetic suite: our readers, and Python's, find in its files what the renderer saw. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DatasetName, type DepthSample, openDataset } from "vision-peel/datasets";
import { suiteDatasets, writeSuite } from "vision-peel/evaluation";
import { decodeMask, maskArea } from "vision-peel/image";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shotsOf } from "../../src/evaluation/suite/shots.js";
import { pythonWith } from "../support/pythonWith.js";

const SEED = 5;
const root = mkdtempSync(join(tmpdir(), "peel-suite-"));
const folder = join(root, "suite");
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeAll(async () => {
  await writeSuite(folder, { scenes: 1, seed: SEED });
}, 300_000);

const written = suiteDatasets().filter(({ isHeavy }) => !isHeavy);

/** Size of the pictures, kind of scene, largest step of stored depth in metres, and least share of known pixels. */
const DEPTHS: [DatasetName, string, number[], "room" | "yard", number, number][] = [
  ["nyuv2", "test", [640, 480], "room", 0.0005, 0.9],
  ["kitti", "eigen", [1242, 375], "yard", 1 / 512, 0.1],
  ["diode", "indoors", [1024, 768], "room", 0, 0.9],
  ["diode", "outdoor", [1024, 768], "yard", 0, 0.5],
  ["ibims", "test", [640, 480], "room", 0, 0.9],
  ["scannet", "all", [640, 480], "room", 0.0005, 0.9],
  ["vkitti2", "all", [1242, 375], "yard", 0.005, 0.5],
  ["hypersim", "test", [1024, 768], "room", 0, 1],
  ["sintel", "final", [1024, 436], "room", 0, 1],
];

describe("what is written is read again", { timeout: 60_000 }, () => {
  it.each(DEPTHS)(
    "%s %s: depth and camera are the renderer's",
    async (name, split, size, kind, step, known) => {
      const dataset = await openDataset(name, join(folder, name), { split });
      expect(dataset.size).toBe(1);
      const { missing, problems } = await dataset.check();
      expect(missing).toEqual([]);
      for (const problem of problems) expect(problem).toMatch(/^There are 1 samples, where/);
      const { photo, depth, intrinsics } = (await dataset.sample(0)) as DepthSample;
      const [width, height] = size;
      expect([photo.width, photo.height, depth.width, depth.height]).toEqual([width, height, width, height]);
      if (!intrinsics) throw new Error("without a camera");
      const shots = shotsOf({ scenes: 1, seed: SEED }, () => {});
      const truth = await shots.take(0, kind, { width, height, ...intrinsics });
      let there = 0;
      let worst = 0;
      depth.data.forEach((metres, i) => {
        // Hypersim's and float32's rounding; a ray that only just misses a thing may meet it from another last digit.
        if (!Number.isFinite(metres) || metres >= 5000) return;
        there++;
        if (Math.abs(metres - truth.depth.data[i]) > step * 1.001 + 1e-5 * metres) worst++;
      });
      expect(there / depth.data.length).toBeGreaterThanOrEqual(known);
      expect(worst / there).toBeLessThan(1e-3);
      if (name === "vkitti2")
        expect(depth.data.filter((metres) => metres === Infinity).length).toBeGreaterThan(0);
    },
  );

  it.each(["nyuv2", "scannet", "ibims", "sintel", "vkitti"])(
    "dsine %s: normals face the viewer",
    async (split) => {
      const { normals, intrinsics } = await (
        await openDataset("dsine", join(folder, "dsine"), { split })
      ).sample(0);
      const { width } = normals;
      let [facing, there] = [0, 0];
      for (let i = 0; i < normals.data.length / 3; i++) {
        const [x, y, z] = normals.data.subarray(3 * i, 3 * i + 3);
        if (Number.isNaN(x) || !intrinsics) continue;
        const { fx, fy, cx, cy } = intrinsics;
        const [right, up] = [((i % width) + 0.5 - cx) / fx, (cy - Math.floor(i / width) - 0.5) / fy];
        there++;
        // Stored in 8 bits, what is seen at a grazing angle may turn by a degree.
        if (x * right + y * up - z < 0.02) facing++;
      }
      expect(there).toBeGreaterThan(normals.data.length / 6);
      expect(facing / there).toBe(1);
    },
  );

  it("hypersim: normals are beside the depth", async () => {
    const { normals } = await (await openDataset("hypersim", join(folder, "hypersim"))).sample(0);
    expect(normals?.data.every(Number.isFinite)).toBe(true);
  });

  it("cityscapes: ids of classes, and of things that fit them", async () => {
    const dataset = await openDataset("cityscapes", join(folder, "cityscapes"));
    const { photo, labels } = await dataset.sample(0);
    expect([photo.width, photo.height]).toEqual([2048, 1024]);
    expect(new Set(labels.data)).toContain(23);
    expect(new Set(labels.data)).toContain(7);
  });

  it.each(["refcoco", "refcoco+", "refcocog"] as const)("%s: each sentence has a mask", async (name) => {
    const dataset = await openDataset(name, join(folder, name));
    expect(dataset.size).toBeGreaterThan(0);
    for await (const { expression, mask } of dataset.samples()) {
      expect(expression).toMatch(/^the /);
      expect(mask.data.some((value) => value === 1)).toBe(true);
    }
  });

  it("saco-gold: phrases with things, and one without", async () => {
    const dataset = await openDataset("saco-gold", join(folder, "saco-gold"));
    const phrases: Record<string, number> = {};
    for await (const { phrase, annotators } of dataset.samples()) {
      expect(annotators.every(({ isExhaustive }) => isExhaustive)).toBe(true);
      phrases[phrase] = annotators[2].instances.length;
    }
    expect(phrases.elephant).toBe(0);
    expect(Object.values(phrases).some((count) => count > 0)).toBe(true);
  });

  it("coco: instances and panoptic segments have their areas, and nothing is void", async () => {
    const { instances } = await (await openDataset("coco-instances", join(folder, "coco-instances"))).sample(
      0,
    );
    for (const { mask, area, box } of instances) {
      expect([maskArea(mask), decodeMask(mask).data.filter(Boolean).length]).toEqual([area, area]);
      expect(box[2] * box[3]).toBeGreaterThanOrEqual(area);
    }
    const { panoptic } = await (await openDataset("coco-panoptic", join(folder, "coco-panoptic"))).sample(0);
    for (const { id, area } of panoptic.segments)
      expect(panoptic.data.filter((value) => value === id).length).toBe(area);
    expect(panoptic.segments.reduce((sum, { area }) => sum + area, 0)).toBe(640 * 480);
  });

  it("every layout is tried here", () => {
    const tried = [...DEPTHS.map(([name]) => name), "dsine", "cityscapes", "refcoco", "refcoco+", "refcocog"];
    const all = [...tried, "saco-gold", "coco-instances", "coco-panoptic"];
    expect(new Set(written.map(({ name }) => name))).toEqual(new Set(all));
  });
});

/** What test/oracles/suite.py tells of a depth map. */
interface Told {
  readonly shape: number[];
  readonly known: number;
  readonly step: number;
  readonly values: (number | "NaN" | "Infinity")[];
}

describe.each([
  ["numpy", ["nyuv2", "kitti", "diode", "scannet", "vkitti2", "sintel"]],
  ["numpy, scipy", ["ibims"]],
  ["numpy, h5py", ["hypersim"]],
] as [string, DatasetName[]][])("Python with %s", (modules, names) => {
  const python = pythonWith(modules);
  it.skipIf(python === undefined)("reads the same depths", { timeout: 120_000 }, async () => {
    const out = execFileSync(python ?? "", ["test/oracles/suite.py", folder, ...names], {
      maxBuffer: 2 ** 26,
    });
    const told: Record<string, Told> = JSON.parse(out.toString());
    for (const name of names) {
      const { depth } = (await (await openDataset(name, join(folder, name))).sample(0)) as DepthSample;
      const { shape, known, step, values } = told[name];
      expect(shape).toEqual([depth.height, depth.width]);
      expect(depth.data.filter(Number.isFinite).length, name).toBe(known);
      for (const [k, value] of values.entries()) {
        const got = depth.data[k * step];
        if (typeof value !== "number") expect(String(got), `${name} ${k}`).toBe(value);
        else expect(Math.abs(got / value - 1), `${name} ${k}`).toBeLessThan(1e-6);
      }
    }
  });
});

it.skipIf(pythonWith("numpy") === undefined)(
  "Python's pickle reads the sentences",
  { timeout: 60_000 },
  async () => {
    const names = ["refcoco", "refcoco+", "refcocog"] as const;
    const out = execFileSync(pythonWith("numpy") ?? "", ["test/oracles/suite.py", folder, ...names]);
    for (const [name, told] of Object.entries<[number, string][]>(JSON.parse(out.toString()))) {
      const dataset = await openDataset(name as "refcoco", join(folder, name));
      const own: [number, string][] = [];
      for await (const { id, expression } of dataset.samples())
        own.push([Number(id.split("/")[1]), expression]);
      expect(own).toEqual(told);
    }
  },
);

const filesOf = (place: string): string[] =>
  (readdirSync(place, { recursive: true, withFileTypes: true }) as import("node:fs").Dirent[])
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .sort();
const hashOf = (file: string): string =>
  createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 16);

describe("the same seed", { timeout: 120_000 }, () => {
  it("gives the same bytes, another one others", async () => {
    const datasets = ["hypersim", "ibims", "refcocog", "kitti"] as const;
    const [again, other] = [join(root, "again"), join(root, "other")];
    await writeSuite(again, { datasets, scenes: 1, seed: SEED });
    for (const file of filesOf(again)) expect(hashOf(file), file).toBe(hashOf(file.replace(again, folder)));
    await writeSuite(other, { datasets: ["ibims"], scenes: 1, seed: SEED + 1 });
    const mat = "ibims/ibims1_core_mat/livingroom_01.mat";
    expect(hashOf(join(other, mat))).not.toBe(hashOf(join(folder, mat)));
  });

  it("gives these bytes", () => {
    const files = [
      "diode/indoors/scene_00019/scan_00183/00019_00183_indoors_000_000_depth.npy",
      "sintel/training/depth/alley_1/frame_0001.dpt",
      "refcocog/refcocog/refs(umd).p",
      "ibims/ibims1_core_mat/livingroom_01.mat",
    ];
    const hashes = files.map((file) => hashOf(join(folder, file)));
    expect(hashes).toMatchInlineSnapshot(`
      [
        "36110c303febc8cb",
        "3069372c89a853b9",
        "10514fd731ee0dfe",
        "3f1d8b507d9abedc",
      ]
    `);
  });
});

describe("refuses", { timeout: 60_000 }, () => {
  it("to write over what is there, and takes it for its own only where it is", async () => {
    await expect(writeSuite(folder, { datasets: ["kitti"], scenes: 1, seed: SEED })).rejects.toThrow(
      /kitti must be a folder that is not there yet, but is there: .*choose another folder/,
    );
    await writeSuite(folder, { datasets: ["kitti"], scenes: 1, seed: SEED, resume: true });
    await expect(
      writeSuite(folder, { datasets: ["kitti"], scenes: 2, seed: SEED, resume: true }),
    ).rejects.toThrow(/"scenes":1/);
    mkdirSync(join(root, "mine", "kitti"), { recursive: true });
    await expect(writeSuite(join(root, "mine"), { datasets: ["kitti"], resume: true })).rejects.toThrow(
      /there, and not of the suite/,
    );
  });

  it.each([
    [{ datasets: ["kity"] }, /datasets must be some of nyuv2, kitti.*"kity"/],
    [{ datasets: [] }, /datasets must be/],
    [{ scenes: 0 }, /scenes must be a whole number of at least 1/],
    [{ seed: 0.5 }, /seed must be a whole number/],
    [{ sceens: 2 }, /write scenes/],
  ])("%j", async (options, message) => {
    await expect(writeSuite(join(root, "bad"), options as never)).rejects.toThrow(message);
  });

  it("to leave half a data set when it is stopped", async () => {
    const stop = new AbortController();
    const place = join(root, "stopped");
    const onProgress = ({ done }: { done: number }) => done === 3 && stop.abort();
    const options = { datasets: ["ibims", "scannet"], scenes: 2, signal: stop.signal, onProgress } as const;
    await expect(writeSuite(place, options)).rejects.toThrow(/abort/);
    expect(readdirSync(place)).toEqual(["ibims"]);
  });
});
