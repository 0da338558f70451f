/** Files that scipy, h5py, pickle and numpy wrote, against what those say they hold. */
import { existsSync, readFileSync } from "node:fs";
import {
  isMatArray,
  type MatStruct,
  type MatValue,
  openHdf5,
  readDpt,
  readMat,
  readPickle,
  readPoints,
} from "vision-peel/datasets";
import { readDepth, readLabels, readNpy, readNpz, readRaster } from "vision-peel/image/files";
import { describe, expect, it } from "vitest";
import { flat } from "../support/goldenFormats.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

type Nested = Parameters<typeof flat>[0];
const path = (name: string): string => sharedPath(`golden/formats/${name}`);

const numbers = (value: MatValue): number[] => {
  if (!isMatArray(value)) throw new Error("no array");
  return Array.from(value.data as ArrayLike<number>, Number);
};

const shapeOf = (value: MatValue) => (isMatArray(value) ? value.shape : undefined);

describe.skipIf(skipsWithout("golden/formats/manifest.json"))("golden formats", () => {
  const manifest: Record<string, Record<string, Nested>> = existsSync(path("manifest.json"))
    ? JSON.parse(readFileSync(path("manifest.json"), "utf8"))
    : {};
  const names = Object.keys(manifest);
  const byEnd = (...ends: string[]): string[] =>
    names.filter((name) => ends.some((end) => name.endsWith(end)));

  it("are all here", () => expect(names.length).toBe(35));

  it.each(byEnd(".npy"))("%s", async (name) => {
    const { shape, data } = await readNpy(path(name));
    expect(shape).toEqual(manifest[name].shape);
    expect(Array.from(data as ArrayLike<number>, Number)).toEqual(flat(manifest[name].data));
  });

  it.each(byEnd(".npz"))("%s", async (name) => {
    const keys = manifest[name].keys as unknown as Record<string, { shape: number[]; data: Nested }>;
    const arrays = await readNpz(path(name));
    expect(Object.keys(arrays).sort()).toEqual(Object.keys(keys).sort());
    for (const [key, { shape, data }] of Object.entries(keys)) {
      expect(arrays[key].shape).toEqual(shape);
      expect(Array.from(arrays[key].data as ArrayLike<number>, Number)).toEqual(flat(data));
    }
  });

  it.each(byEnd(".png", ".pfm", ".exr", ".tif", ".pgm"))("%s", async (name) => {
    const { data } = await readRaster(path(name));
    expect(Array.from(data as ArrayLike<number>, Number)).toEqual(flat(manifest[name].data));
  });

  it.each(["ibims_like_v5.mat", "ibims_like_v5_zlib.mat"])("%s", async (name) => {
    const { data, ...rest } = await readMat(path(name));
    const struct = data as MatStruct;
    const told = manifest[name];
    expect(Object.keys(rest)).toEqual([]);
    for (const key of ["depth", "rgb"]) expect(numbers(struct[key]), key).toEqual(flat(told[key]));
    expect(shapeOf(struct.rgb)).toEqual([13, 17, 3]);
    expect(numbers(struct.mask_invalid)).toEqual(flat(told.mask));
    expect(numbers(struct.calib)).toEqual([560, 0, 0, 0, 560, 0, 320, 240, 1]);
    expect(JSON.stringify(struct)).toContain(String(told.filename));
  });

  it("splits_v4.mat", async () => {
    const { testNdxs, trainNdxs } = await readMat(path("splits_v4.mat"));
    expect(numbers(testNdxs)).toEqual(manifest["splits_v4.mat"].testNdxs);
    expect(numbers(trainNdxs)).toEqual(manifest["splits_v4.mat"].trainNdxs);
  });

  it("nyu_like_v73.mat, in MATLAB's axes and picture by picture", async () => {
    const told = manifest["nyu_like_v73.mat"];
    const { depths, images, labels, names: classes } = await readMat(path("nyu_like_v73.mat"));
    expect(shapeOf(depths)).toEqual([13, 17, 2]);
    expect(shapeOf(images)).toEqual([13, 17, 3, 2]);
    expect(classes).toEqual(told.names);
    const file = await openHdf5(path("nyu_like_v73.mat"));
    const [first, second] = [0, 1].map((i) => file.read("depths", [[i, i + 1]]));
    file.close();
    // The file has columns first.
    const rows = (data: ArrayLike<number>): number[] =>
      Array.from({ length: 13 * 17 }, (_, i) => data[(i % 17) * 13 + Math.floor(i / 17)]);
    expect([...rows(first.data as Float32Array), ...rows(second.data as Float32Array)]).toEqual(
      flat(told.depths),
    );
    // By picture, row, column (and channel), as the manifest has them; MATLAB's pictures come last.
    const byPicture = (value: MatValue, perPicture: number): number[] => {
      const all = numbers(value);
      return [0, 1].flatMap((n) => Array.from({ length: perPicture }, (_, i) => all[2 * i + n]));
    };
    expect(byPicture(images, 13 * 17 * 3)).toEqual(flat(told.images));
    expect(byPicture(labels, 13 * 17)).toEqual(flat(told.labels));
  });

  it.each([
    ["velodyne_Nx4.bin", 4],
    ["nuscenes_Nx5.bin", 5],
  ])("%s", async (name, columns) => {
    const { shape, data } = await readPoints(path(name), columns);
    expect(shape).toEqual(manifest[name].shape);
    expect(Array.from(data as Float32Array)).toEqual(flat(manifest[name].data));
    await expect(readPoints(path(name), 7)).rejects.toThrow(/rows of 7 float32.*with \d columns/);
  });

  it("sintel.dpt", async () => {
    const { width, height, data } = await readDpt(path("sintel.dpt"));
    expect([height, width]).toEqual(manifest["sintel.dpt"].shape);
    expect(Array.from(data as Float32Array)).toEqual(flat(manifest["sintel.dpt"].data));
  });

  it.each(byEnd(".p"))("%s", async (name) => {
    const refs = await readPickle(path(name));
    expect(JSON.parse(JSON.stringify(refs))).toEqual(manifest[name].data);
  });

  it("depth and labels of these files are metres and ids", async () => {
    expect((await readDepth(path("depth_mm_u16.png"))).data[1]).toBe(Math.fround(9.234));
    expect((await readLabels(path("voc_palette.png"))).data[0]).toBe(20);
  });
});
