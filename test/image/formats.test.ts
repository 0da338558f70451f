import {
  readDepth,
  readLabels,
  readNormals,
  readNpy,
  readNpz,
  readRaster,
  readSegmentIds,
} from "vision-peel/image/files";
import { describe, expect, it } from "vitest";
import { flat, goldenFiles, goldenPath } from "../support/goldenFormats.js";

const numbers = (data: ArrayLike<number | bigint>): number[] => Array.from(data, Number);

describe("files that numpy, OpenCV, Pillow and tifffile wrote", () => {
  const arrays = Object.keys(goldenFiles).filter((name) => name.endsWith(".npy"));
  it.each(arrays)("%s", async (name) => {
    const { shape, data } = await readNpy(goldenPath(name));
    expect(shape).toEqual(goldenFiles[name].shape);
    expect(numbers(data)).toEqual(flat(goldenFiles[name].data));
  });

  it.each(["pair.npz", "pair_compressed.npz"])("%s", async (name) => {
    const arrays = await readNpz(goldenPath(name));
    const expected = goldenFiles[name].keys ?? {};
    expect(Object.keys(arrays)).toEqual(Object.keys(expected));
    for (const [key, { shape, data }] of Object.entries(expected)) {
      expect(arrays[key].shape).toEqual(shape);
      expect(numbers(arrays[key].data)).toEqual(flat(data));
    }
  });

  it.each([
    ["depth_mm_u16.png", 1, "Uint16Array"],
    ["rgb8.png", 3, "Uint8Array"],
    ["rgb16.png", 3, "Uint16Array"],
    ["panoptic_rgb.png", 3, "Uint8Array"],
    ["voc_palette.png", 1, "Uint8Array"],
    ["depth.pfm", 1, "Float32Array"],
    ["depth_big_endian.pfm", 1, "Float32Array"],
    ["normals.pfm", 3, "Float32Array"],
    ["depth.exr", 1, "Float32Array"],
    ["normals_half.exr", 3, "Float32Array"],
    ["depth_f4.tif", 1, "Float32Array"],
    ["depth_kinect_be.pgm", 1, "Uint16Array"],
    ["diode_like_HxWx1.npy", 1, "Float32Array"],
  ])("%s", async (name, channels, type) => {
    const raster = await readRaster(goldenPath(name));
    const rows = goldenFiles[name].data as unknown[][];
    expect([raster.height, raster.width, raster.channels]).toEqual([rows.length, rows[0].length, channels]);
    expect(raster.data.constructor.name).toBe(type);
    expect(numbers(raster.data)).toEqual(flat(goldenFiles[name].data));
  });

  it("keeps the palette of an indexed PNG beside its indices", async () => {
    const { palette } = await readRaster(goldenPath("voc_palette.png"));
    const told = goldenFiles["voc_palette.png"].palette ?? [];
    // Pillow pads the palette to 256 colours.
    expect(palette?.flat().slice(0, told.length)).toEqual(told);
    const labels = await readLabels(goldenPath("voc_palette.png"));
    expect(numbers(labels.data)).toEqual(flat(goldenFiles["voc_palette.png"].data));
    for (const { id, name, colour } of labels.legend) {
      expect([name, colour]).toEqual([`class ${id}`, palette?.[id]]);
    }
  });

  it("reads panoptic ids from colours", async () => {
    const { data } = await readSegmentIds(goldenPath("panoptic_rgb.png"));
    expect(numbers(data)).toEqual(goldenFiles["panoptic_rgb.png"].ids?.flat());
  });

  it("reads the same metres from every file of them", async () => {
    const metres = (name: string): number[] =>
      flat(goldenFiles[name].keys?.depth.data ?? goldenFiles[name].data);
    for (const name of [
      "depth_f4.npy",
      "depth_f4_fortran.npy",
      "depth.pfm",
      "depth.exr",
      "depth_f4.tif",
      "pair.npz",
    ]) {
      const depth = await readDepth(goldenPath(name));
      expect(numbers(depth.data), name).toEqual(metres(name));
      expect(depth.provenance).toMatchObject({ file: goldenPath(name), scale: "metres" });
    }
    const { data } = await readDepth(goldenPath("depth_mm_u16.png"));
    const stored = flat(goldenFiles["depth_mm_u16.png"].data);
    stored.forEach((value, i) => {
      expect(data[i]).toEqual(value === 0 ? Number.NaN : Math.fround(value / 1000));
    });
    expect((await readDepth(goldenPath("depth_mm_u16.png"), { scale: "kitti" })).data[1]).toBe(
      Math.fround(9234 / 256),
    );
  });

  it("reads normals as they are", async () => {
    const stored = flat(goldenFiles["normals_HxWx3.npy"].data);
    for (const name of ["normals_HxWx3.npy", "normals.pfm"]) {
      expect(numbers((await readNormals(goldenPath(name))).data)).toEqual(stored);
    }
  });

  it("says which file holds something else", async () => {
    const cases: [() => Promise<unknown>, RegExp][] = [
      [() => readDepth(goldenPath("rgb8.png")), /stored depth, but is an 8-bit picture.*decodeDepth/],
      [() => readDepth(goldenPath("normals.pfm")), /3 channels of 32 bits/],
      [() => readDepth(goldenPath("voc_palette.png")), /one channel of 16-bit/],
      [
        () => readLabels(goldenPath("labels_i8.npy")),
        /ids from 0 to 65535, but is a file with -1.*voidId: 255/,
      ],
      [() => readLabels(goldenPath("depth_f4.npy")), /whole numbers/],
      [() => readNormals(goldenPath("rgb8.png")), /painted/],
      [() => readNormals(goldenPath("depth.exr")), /three channels/],
      [() => readRaster(goldenPath("scalar.npy")), /height × width/],
      [
        () => readRaster(goldenPath("pair.npz"), { channel: "metres" }),
        /the array metres, but is one with depth, mask/,
      ],
      [
        () => readRaster(goldenPath("normals_half.exr"), { channel: "Z" }),
        /channel Z, but is one with B, G, R/,
      ],
    ];
    for (const [work, message] of cases) await expect(work()).rejects.toThrow(message);
    const { data } = await readLabels(goldenPath("labels_i8.npy"), { voidId: 255 });
    expect(data[5]).toBe(255);
  });
});
