import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { DepthMap, decodeMask, InstanceMap, LabelMap, type LegendEntry, NormalMap } from "vision-peel";
import {
  readDepth,
  readImage,
  readLabels,
  readNormals,
  readNpy,
  readNpz,
  writeDepth,
  writeLabels,
  writeNormals,
  writeNpy,
  writeNpz,
} from "vision-peel/image/files";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "peel-writers-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = (name: string): string => join(folder, name);

const width = 21;
const height = 19; // more rows than a block of an EXR has
const metres = Float32Array.from({ length: width * height }, (_, i) => 0.1 + (i % 37) * 0.321);
metres[3] = Number.NaN;
metres[40] = Infinity;
const depth = new DepthMap({ width, height, data: metres, residual: metres.map(() => 0.5) });
const normals = new NormalMap({
  width,
  height,
  data: Float32Array.from({ length: 3 * width * height }, (_, i) => Math.sin(i)),
});

describe("what is written is read again", () => {
  it.each(["npy", "npz", "pfm", "exr", "tif", "tiff"])("metres in .%s, bit by bit", async (extension) => {
    const path = place(`depth.${extension}`);
    expect(await writeDepth(depth, path)).toEqual({ warnings: [] });
    const again = await readDepth(path);
    expect([again.width, again.height]).toEqual([width, height]);
    expect(again.data).toEqual(metres);
  });

  it("metres in a 16-bit PNG, within half a millimetre", async () => {
    await writeDepth(depth, place("depth.png"));
    const { data } = await readDepth(place("depth.png"));
    metres.forEach((value, i) => {
      if (Number.isFinite(value)) expect(Math.abs(data[i] - value)).toBeLessThan(0.000_501);
      else expect(data[i]).toBeNaN();
    });
  });

  it.each([
    ["millimetres", 1 / 1000, 65.535],
    ["centimetres", 1 / 100, 655.34],
    ["kitti", 1 / 256, 255.996],
    ["tum", 1 / 5000, 13.107],
    [0.002, 0.002, 131.07],
  ] as const)("metres in a PNG as %s, within half a unit", async (scale, unit, limit) => {
    const data = Float32Array.of(1, 7.7777, 13, 9999, Infinity, Number.NaN);
    const map = new DepthMap({ width: 6, height: 1, data });
    const { warnings } = await writeDepth(map, place("scaled.png"), { scale });
    const again = (await readDepth(place("scaled.png"), { scale })).data;
    for (let i = 0; i < 3; i++) expect(Math.abs(again[i] - data[i])).toBeLessThan(0.501 * unit);
    expect(again[3]).toBeCloseTo(limit, 2);
    expect(again[4]).toEqual(scale === "centimetres" ? Infinity : Number.NaN);
    expect(again[5]).toBeNaN();
    expect(warnings[0]).toContain(`beyond ${limit} m`);
    expect(warnings).toHaveLength(scale === "centimetres" ? 2 : 3);
  });

  it("refuses a scale that it cannot write", async () => {
    const work = writeDepth(depth, place("depth.png"), { scale: "kinect-raw" as never });
    await expect(work).rejects.toThrow(/millimetres, centimetres, kitti, tum.*others are only read/);
  });

  it("ids as COCO masks", async () => {
    const data = Uint16Array.of(0, 5, 5, 0, 0, 7);
    const size = { width: 3, height: 2 };
    await writeLabels(new InstanceMap({ ...size, data }), place("masks.json"));
    const things = JSON.parse(readFileSync(place("masks.json"), "utf8"));
    const common = { image_id: 1, iscrowd: 0 };
    const without = ({ segmentation, ...rest }: { segmentation: unknown }) => rest;
    expect(things.annotations.map(without)).toEqual([
      { id: 5, category_id: 1, ...common, area: 2, bbox: [1, 0, 2, 1] },
      { id: 7, category_id: 1, ...common, area: 1, bbox: [2, 1, 1, 1] },
    ]);
    expect(things).toMatchObject({
      images: [{ id: 1, width: 3, height: 2, file_name: "" }],
      categories: [{ id: 1, name: "thing" }],
    });
    const { segmentation } = things.annotations[0];
    expect([...(decodeMask(segmentation).data as Uint8Array)]).toEqual([0, 1, 1, 0, 0, 0]);
    const told = async (legend: LegendEntry[], ids = data) => {
      const provenance = { file: "/somewhere/street.png" };
      await writeLabels(new LabelMap({ ...size, data: ids, legend, provenance }), place("masks.json"));
      const { images, categories, annotations } = JSON.parse(readFileSync(place("masks.json"), "utf8"));
      expect(images[0].file_name).toBe("street.png");
      const names = new Map(categories.map(({ id, name }: LegendEntry) => [id, name]));
      return annotations.map((one: { id: number; category_id: number }) => [
        one.id,
        names.get(one.category_id),
      ]);
    };
    // A class that is called something may be number 0; ids that nobody listed are classes as well.
    expect(
      await told([
        { id: 0, name: "sky" },
        { id: 5, name: "cat" },
      ]),
    ).toEqual([
      [1, "sky"],
      [2, "cat"],
      [3, "class 7"],
    ]);
    const background = { id: 0, name: "background" };
    expect(await told([background, { id: 5, name: "cat" }, { id: 7, name: "void" }])).toEqual([[1, "cat"]]);
    expect(await told([], Uint16Array.of(0, 5, 5, 0, 0, 255))).toEqual([[1, "class 5"]]);
    expect(await told([], Uint16Array.of(0, 5, 5, 0, 256, 255))).toHaveLength(3);
  });

  it.each(["npy", "npz", "pfm", "exr"])("normals in .%s", async (extension) => {
    await writeNormals(normals, place(`normals.${extension}`));
    expect((await readNormals(place(`normals.${extension}`))).data).toEqual(normals.data);
  });

  it.each([
    [20, "png"],
    [300, "png"],
    [300, "npy"],
  ] as const)("ids up to %i in .%s", async (largest, extension) => {
    const data = Uint16Array.from({ length: width * height }, (_, i) => i % (largest + 1));
    const legend = [{ id: 2, name: "wall", colour: [1, 2, 3] as const }];
    await writeLabels(new LabelMap({ width, height, data, legend }), place(`labels.${extension}`));
    const again = await readLabels(place(`labels.${extension}`));
    expect(again.data).toEqual(data);
    if (largest < 256) expect(again.legend[2]).toEqual({ id: 2, name: "class 2", colour: [1, 2, 3] });
  });

  it("arrays of any kind", async () => {
    const arrays = {
      a: { shape: [2, 3], data: Float64Array.of(1, 2, 3, 4, 5, Number.NaN) },
      b: { shape: [2], data: BigInt64Array.of(-5n, 2n ** 60n) },
      c: { shape: [], data: Uint8Array.of(7) },
    };
    await writeNpz(arrays, place("all.npz"));
    const again = await readNpz(place("all.npz"));
    for (const [key, { shape, data }] of Object.entries(arrays)) {
      expect(again[key]).toMatchObject({ shape, data });
      await writeNpy({ shape, data }, place(`${key}.npy`));
      expect(await readNpy(place(`${key}.npy`))).toMatchObject({ shape, data });
    }
  });
});

describe("what others read of it", () => {
  it("libtiff reads the same floats", async () => {
    await writeDepth(depth, place("other.tif"));
    const { data, info } = await sharp(place("other.tif"))
      .raw({ depth: "float" })
      .toBuffer({ resolveWithObject: true });
    const values = new Float32Array(data.buffer, data.byteOffset, data.length / 4);
    expect([info.width, info.height]).toEqual([width, height]);
    // sharp may give grey as three equal channels.
    metres.forEach((value, i) => {
      expect(values[i * info.channels]).toEqual(value);
    });
  });

  it("libpng reads the palette's colours", async () => {
    const legend = [
      { id: 0, name: "a", colour: [255, 0, 9] as const },
      { id: 1, name: "b", colour: [4, 5, 6] as const },
    ];
    await writeLabels(
      new LabelMap({ width: 2, height: 1, data: Uint16Array.of(1, 0), legend }),
      place("two.png"),
    );
    expect([...(await readImage(place("two.png"))).data]).toEqual([4, 5, 6, 255, 0, 9]);
  });

  it.skipIf(!hasNumpy())("numpy reads the same, and what numpy writes is read the same", async () => {
    await writeDepth(depth, place("np.npy"));
    await writeDepth(depth, place("np.npz"));
    await writeDepth(depth, place("np.pfm"));
    const told = JSON.parse(
      execFileSync("python3", ["test/oracles/arrays.py", folder], { encoding: "utf8" }),
    );
    const words = Array.from(metres, (value) => (Number.isFinite(value) ? value : String(value)));
    for (const name of ["npy", "npz", "pfm"])
      expect(told.read[name], name).toEqual({ shape: [height, width], values: words });
    for (const [name, values] of Object.entries<number[]>(told.written)) {
      const { shape, data } = await readNpy(place(name));
      expect(shape, name).toEqual(told.shape);
      expect(Array.from(data as Float32Array, Number), name).toEqual(values);
    }
  });
});

describe("what a format does to a code", () => {
  const data = Uint8Array.from({ length: 48 * 48 * 3 }, (_, i) => (i % 3 === 0 ? 255 : 0));
  const picture = sharp(data, { raw: { width: 48, height: 48, channels: 3 } });

  it.each([
    ["jpeg 4:2:0", () => picture.clone().jpeg(), "4:2:0", /JPEG with chroma at 4:2:0/],
    [
      "jpeg 4:4:4",
      () => picture.clone().jpeg({ chromaSubsampling: "4:4:4" }),
      "4:4:4",
      /changes colours a little/,
    ],
    ["webp, lossy", () => picture.clone().webp(), "4:2:0", /WebP with chroma at 4:2:0/],
    ["webp, lossless", () => picture.clone().webp({ lossless: true }), undefined, undefined],
    [
      "webp, lossless, with a profile",
      () => picture.clone().withIccProfile("srgb").webp({ lossless: true }),
      undefined,
      undefined,
    ],
    ["png", () => picture.clone().png(), undefined, undefined],
  ])("%s", async (_, write, chromaSubsampling, warning) => {
    const { provenance } = await readImage(await write().toBuffer());
    expect(provenance?.chromaSubsampling).toBe(chromaSubsampling);
    const warnings = provenance?.warnings as string[] | undefined;
    if (warning) expect(warnings?.[0]).toMatch(warning);
    else expect(warnings).toBeUndefined();
  });
});

function hasNumpy(): boolean {
  try {
    execFileSync("python3", ["-c", "import numpy"], { stdio: "ignore" });
    return true;
  } catch {
    console.log("Skipped: python3 has no numpy.");
    return false;
  }
}
