/** Real pairs of benchmarks, laid out as their readers want them. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openDataset } from "vision-peel/datasets";
import { maskArea } from "vision-peel/image";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Fields } from "../../src/datasets/fields.js";
import { maskOfShapes } from "../../src/datasets/readers/reasonseg.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const root = mkdtempSync(join(tmpdir(), "peel-datasets-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder with copies of shared files under other names. */
function laidOut(name: string, files: Record<string, string>): string {
  for (const [to, from] of Object.entries(files)) {
    const path = join(root, name, to);
    mkdirSync(dirname(path), { recursive: true });
    cpSync(sharedPath(`data/${from}`), path);
  }
  return join(root, name);
}

const median = (values: Float32Array): number => {
  const known = values.filter(Number.isFinite).sort();
  return known[Math.floor(known.length / 2)];
};

describe.skipIf(skipsWithout("data/rgbd/nyuv2", "data/rgbd/kitti"))("real depth", () => {
  it("NYUv2: three pairs of the official test", async () => {
    const names = ["00000", "00050", "00100"];
    const folder = laidOut(
      "nyuv2",
      Object.fromEntries(
        names.flatMap((n) => [
          [`official_splits/test/room/rgb_${n}.jpg`, `rgbd/nyuv2/rgb_${n}.jpg`],
          [`official_splits/test/room/sync_depth_${n}.png`, `rgbd/nyuv2/sync_depth_${n}.png`],
        ]),
      ),
    );
    const dataset = await openDataset("nyuv2", folder);
    expect(dataset.ids).toEqual(names.map((n) => `test/room/${n}`));
    const { photo, depth, intrinsics } = await dataset.sample(0);
    expect([photo.width, photo.height, depth.width, depth.height]).toEqual([640, 480, 640, 480]);
    // data/README.md: the median of this picture.
    expect(median(depth.data)).toBeCloseTo(3.258, 3);
    expect(intrinsics?.fx).toBeCloseTo(518.8579, 4);
    const { problems } = await dataset.check();
    expect(problems).toEqual(["There are 3 samples, where the whole split has 654."]);
  });

  it("KITTI: the pair of Metric3D in Eigen's layout", async () => {
    const drive = "2011_09_26_drive_0002_sync";
    const photo = `2011_09_26/${drive}/image_02/data/0000000050.png`;
    const depth = `${drive}/proj_depth/groundtruth/image_02/0000000050.png`;
    const folder = laidOut("kitti", {
      [`raw/${photo}`]: "rgbd/kitti/rgb_0000000050.png",
      [`data_depth_annotated/val/${depth}`]: "rgbd/kitti/depth_0000000050.png",
    });
    writeFileSync(join(folder, "eigen_test_files_with_gt.txt"), `${photo} ${depth} 707.0493\n`);
    const sample = await (await openDataset("kitti", folder)).sample(0);
    const { data, width, height } = sample.depth;
    expect([width, height]).toEqual([1242, 375]);
    const known = data.filter(Number.isFinite);
    // data/README.md: 79 % empty, at most 83.2 m.
    expect(known.length / data.length).toBeCloseTo(0.21, 2);
    expect(known.reduce((most, value) => Math.max(most, value))).toBeCloseTo(83.2, 1);
  });

  it("TartanAir's normals as DSINE keeps them", async () => {
    const folder = laidOut("normals", {
      "vkitti/Scene01/000000_img.png": "rgbd/tartanair/rgb.png",
      "vkitti/Scene01/000000_normal.png": "rgbd/tartanair/normal_u16.png",
      "vkitti/Scene01/000000_intrins.npy": "rgbd/tartanair/intrins.npy",
    });
    const { normals, intrinsics } = await (await openDataset("dsine", folder, { split: "vkitti" })).sample(0);
    expect(intrinsics).toEqual({ fx: 320, fy: 320, cx: 320, cy: 240 });
    // What is seen faces the viewer: each normal against the ray through its pixel.
    let [facing, there] = [0, 0];
    for (let i = 0; i < normals.data.length / 3; i++) {
      const [x, y, z] = normals.data.subarray(3 * i, 3 * i + 3);
      if (Number.isNaN(x)) continue;
      const [right, up] = [((i % 640) + 0.5 - 320) / 320, (240 - Math.floor(i / 640) - 0.5) / 320];
      there++;
      if (x * right + y * up - z < 0) facing++;
    }
    expect(facing / there).toBeGreaterThan(0.98);
  });
});

describe.skipIf(skipsWithout("data/semantic/coco_panoptic"))("real COCO", () => {
  const file = (name: string): string =>
    readFileSync(sharedPath(`data/semantic/coco_panoptic/${name}`), "utf8");
  const names = ["000000142238", "000000439180"];
  let folder = "";
  beforeAll(() => {
    folder = laidOut("coco", {
      ...Object.fromEntries(names.map((n) => [`val2017/${n}.jpg`, `semantic/coco_panoptic/${n}.jpg`])),
      ...Object.fromEntries(
        names.map((n) => [
          `annotations/panoptic_val2017/${n}.png`,
          `semantic/coco_panoptic/panoptic_examples/${n}.png`,
        ]),
      ),
      "annotations/panoptic_val2017.json": "semantic/coco_panoptic/panoptic_examples.json",
    });
  });

  it("panoptic: areas of the annotation are pixels of the picture", async () => {
    const dataset = await openDataset("coco-panoptic", folder);
    expect(dataset.ids).toEqual(["142238", "439180"]);
    for await (const { panoptic, photo, categories } of dataset.samples()) {
      expect([panoptic.width, panoptic.height]).toEqual([photo.width, photo.height]);
      for (const { id, area, category } of panoptic.segments) {
        expect(panoptic.data.filter((value) => value === id).length).toBe(area);
        expect(categories.some((one) => one.id === category)).toBe(true);
      }
    }
  });

  it("instances: the same things in run lengths have the areas that their annotations tell", async () => {
    const coco = JSON.parse(file("panoptic_coco_detection_format.json"));
    const { images, categories } = JSON.parse(file("panoptic_examples.json"));
    const annotations = coco.annotations.map((one: object, i: number) => ({ ...one, id: i + 1 }));
    writeFileSync(
      join(folder, "annotations", "instances_val2017.json"),
      JSON.stringify({ images, categories, annotations }),
    );
    let things = 0;
    for await (const { instances } of (await openDataset("coco-instances", folder)).samples()) {
      for (const { mask, area } of instances) expect(maskArea(mask)).toBe(area);
      things += instances.length;
    }
    expect(things).toBe(annotations.length);
  });
});

describe.skipIf(skipsWithout("golden/refseg_lisa.json"))("ReasonSeg's masks as OpenCV draws them", () => {
  const golden = sharedPath("golden/refseg_lisa.json");
  const { reasonseg_raster: cases } = existsSync(golden)
    ? JSON.parse(readFileSync(golden, "utf8"))
    : { reasonseg_raster: [] };
  it.each(cases as { h: number; w: number; json: unknown; mask_rows: string[] }[])(
    "$h × $w",
    ({ h, w, json, mask_rows }) => {
      const { data } = maskOfShapes(new Fields(json, "golden"), { width: w, height: h });
      const rows = Array.from({ length: h }, (_row, y) =>
        Array.from(data.subarray(y * w, (y + 1) * w), (value) => (value === 255 ? "x" : value)).join(""),
      );
      expect(rows).toEqual(mask_rows);
    },
  );
});
