/** What a user may get wrong, and folders that are not as they should be. */
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { type DatasetName, listDatasets, openDataset } from "vision-peel/datasets";
import { writeNpy } from "vision-peel/image/files";
import { afterAll, describe, expect, it } from "vitest";
import { fixturePath } from "./fixtures.js";

const root = mkdtempSync(join(tmpdir(), "peel-open-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let copies = 0;
const copyOf = (folder: string): string => {
  const copy = join(root, `${folder}-${copies++}`);
  cpSync(fixturePath(folder), copy, { recursive: true });
  return copy;
};

const edited = (path: string, edit: (text: string) => string): void =>
  writeFileSync(path, edit(readFileSync(path, "utf8")));

/** Opens and reads all samples. */
async function readAll(name: DatasetName, folder: string, split?: string): Promise<void> {
  const dataset = await openDataset(name, folder, split === undefined ? {} : { split });
  for await (const { id } of dataset.samples()) expect(id).not.toBe("");
}

describe("arguments", () => {
  it("names, splits, folders and places", async () => {
    await expect(openDataset("nyu" as never, "x")).rejects.toThrow(/nyuv2, kitti, .*"nyu": choose one/);
    await expect(openDataset("kitti", fixturePath("kitti"), { split: "test" })).rejects.toThrow(
      /eigen, val-selection.*"test"/,
    );
    await expect(openDataset("kitti", "/nowhere/at/all")).rejects.toThrow(
      /folder of KITTI depth.*missing.*cvlibs/,
    );
    await expect(openDataset("kitti", 7 as never)).rejects.toThrow(/folder must be/);
    await expect(openDataset("diode", fixturePath("kitti"))).rejects.toThrow(
      /without a sample of the split indoors/,
    );
    const dataset = await openDataset("kitti", fixturePath("kitti"));
    await expect(dataset.sample(1)).rejects.toThrow(/from 0 to 0/);
    await expect(dataset.sample(-1)).rejects.toThrow(/from 0 to 0/);
  });

  it("every data set tells its licence, layout and where to ask", () => {
    for (const { name, licence, source, layout, splits, title } of listDatasets()) {
      for (const text of [licence, source, layout, title]) expect(text.length, name).toBeGreaterThan(2);
      expect(splits.length, name).toBeGreaterThan(0);
    }
  });

  it("samples from one place to before another", async () => {
    const dataset = await openDataset("nyuv2", fixturePath("nyuv2"), { split: "all" });
    const ids: string[] = [];
    for await (const { id } of dataset.samples(1, 2)) ids.push(id);
    expect(ids).toEqual(["0002"]);
  });
});

describe("check", () => {
  it("tells exactly which files are missing, and what of the others is wrong", async () => {
    const folder = copyOf("diode");
    const stem = join(folder, "indoors/scene_00019/scan_00183/00019_00183_indoors_000_010");
    rmSync(`${stem}_depth_mask.npy`);
    const dataset = await openDataset("diode", folder, { split: "all" });
    expect(await dataset.check()).toMatchObject({
      isComplete: false,
      size: 2,
      missing: [`${stem}_depth_mask.npy`],
      problems: [],
    });
    writeFileSync(`${stem}_depth_mask.npy`, "no array");
    const { missing, problems } = await dataset.check();
    expect(missing).toEqual([]);
    expect(problems).toEqual([expect.stringContaining("_depth_mask.npy must be")]);
    await expect(dataset.sample(0)).rejects.toThrow(/_depth_mask\.npy must be/);
  });

  it("a photo without its truth is one of the missing files", async () => {
    const folder = copyOf("folder-depth");
    renameSync(join(folder, "depth/hall.png"), join(folder, "depth/stairs.png"));
    const { missing } = await (await openDataset("folder", folder)).check();
    expect(missing).toEqual([join(folder, "depth/hall.png"), join(folder, "photos/stairs.png")]);
  });

  it("is complete where all is there and no size is promised", async () => {
    const { isComplete } = await (await openDataset("folder", fixturePath("folder-depth"))).check();
    expect(isComplete).toBe(true);
  });
});

describe("truth that is none", () => {
  it("8 bits where 16 were meant", async () => {
    const folder = copyOf("folder-depth");
    cpSync(join(fixturePath("folder-semantic"), "labels/hall.png"), join(folder, "depth/hall.png"));
    await expect(readAll("folder", folder)).rejects.toThrow(
      /hall\.png must be one channel of 16-bit.*8 bits/,
    );
  });

  it("depth below 0", async () => {
    const folder = copyOf("diode");
    const file = join(folder, "indoors/scene_00019/scan_00183/00019_00183_indoors_000_010_depth.npy");
    await writeNpy({ shape: [5, 7, 1], data: new Float32Array(35).fill(-3) }, file);
    await expect(readAll("diode", folder)).rejects.toThrow(
      /_depth\.npy must be depths of 0 m and above.*-3 m/,
    );
  });

  it("depth on its side", async () => {
    const folder = copyOf("diode");
    const file = join(folder, "indoors/scene_00019/scan_00183/00019_00183_indoors_000_010_depth.npy");
    await writeNpy({ shape: [7, 5, 1], data: new Float32Array(35).fill(3) }, file);
    await expect(readAll("diode", folder)).rejects.toThrow(/turned on its side/);
  });

  it("training ids of Cityscapes", async () => {
    const folder = copyOf("cityscapes");
    const grey = { raw: { width: 7, height: 5, channels: 1 } } as const;
    const file = join(folder, "gtFine/val/frankfurt/frankfurt_000000_000294_gtFine_labelIds.png");
    await sharp(new Uint8Array(35).fill(255), grey).toColourspace("b-w").png().toFile(file);
    await expect(readAll("cityscapes", folder)).rejects.toThrow(/ids from 0 to 33.*255.*not train ids/);
  });

  it("segments that no list has", async () => {
    const folder = copyOf("coco");
    edited(join(folder, "annotations/panoptic_val2017.json"), (text) => text.replaceAll("70000", "70001"));
    await expect(readAll("coco-panoptic", folder)).rejects.toThrow(
      /ids of annotations\[0\]\.segments_info, but is a file with 70000/,
    );
  });

  it("masks of another size", async () => {
    const folder = copyOf("saco-gold");
    for (const letter of "abc")
      edited(join(folder, `gt-annotations/gold_attributes_merged_${letter}_release_test.json`), (text) =>
        text.replaceAll('"size": [5, 7]', '"size": [7, 5]'),
      );
    await expect(readAll("saco-gold", folder)).rejects.toThrow(/mask of 5 × 7 pixels.*7 × 5/);
  });
});

describe("lists that lie", () => {
  it.each([
    ["kitti", "kitti", "eigen_test_files_with_gt.txt", "2011_09_26/", "../../../../etc/"],
    ["coco-instances", "coco", "annotations/instances_val2017.json", '"000000000007.jpg"', '"/etc/passwd"'],
    ["coco-panoptic", "coco", "annotations/panoptic_val2017.json", '"000000000007.png"', '"../../x.png"'],
    ["imgedit", "imgedit", "basic_edit.json", "animal/", "../../"],
    ["ibims", "ibims", "imagelist.txt", "lab_02", "../../x"],
    ["nuscenes", "nuscenes", "v1.0-mini/sample_data.json", "samples/CAM_FRONT/1", "../../1"],
    ["folder", "folder-referring", "dataset.json", "photos/", "../"],
  ] as const)("%s leads out of its folder", async (name, fixture, list, from, to) => {
    const folder = copyOf(fixture);
    edited(join(folder, list), (text) => text.replaceAll(from, to));
    await expect(readAll(name, folder)).rejects.toThrow(
      /must be a list of files in its folder, but is one with ".*mend the list/,
    );
  });

  it.each([
    ["refcoco", "refcoco", "refcoco/instances.json", '"id": 11', '"id": 13', /image 7 and annotation 11/],
    [
      "saco-gold",
      "saco-gold",
      "gt-annotations/gold_attributes_merged_b_release_test.json",
      "a red car",
      "a car",
      /pair 1, "a red car"/,
    ],
    [
      "coco-instances",
      "coco",
      "annotations/instances_val2017.json",
      '"image_id": 7',
      '"image_id": "7"',
      /a whole number at annotations\[0\]\.image_id.*"7"/,
    ],
    ["coco-instances", "coco", "annotations/instances_val2017.json", "}", "", /whole JSON file/],
    [
      "coco-instances",
      "coco",
      "annotations/instances_val2017.json",
      '"category_id": 3',
      '"category_id": 99',
      /a file with category 99, which annotations\[1\] is of/,
    ],
    [
      "coco-instances",
      "coco",
      "annotations/instances_val2017.json",
      '"image_id": 7',
      '"image_id": 8',
      /a file with image 8, which annotations\[0\] is of/,
    ],
    [
      "coco-instances",
      "coco",
      "annotations/instances_val2017.json",
      '"categories": [{"id": 1, "name": "person"}, {"id": 3, "name": "car"}]',
      '"categories": []',
      /a file with categories/,
    ],
    [
      "nuscenes",
      "nuscenes",
      "v1.0-mini/sample_data.json",
      "p-cam1",
      "p-none",
      /tokens that the other tables have/,
    ],
    [
      "kitti",
      "kitti",
      "raw/2011_09_26/calib_cam_to_cam.txt",
      "P_rect_02:",
      "P_rect_02: x",
      /12 numbers for the camera/,
    ],
    [
      "vkitti2",
      "vkitti2",
      "Scene01/clone/intrinsic.txt",
      "6.5",
      "-6.5",
      /intrinsic\.txt must be a file with a camera: a focal length above 0/,
    ],
    ["genai-bench", "genai-bench", "genai_image.json", '"prompt"', '"text"', /a text at 00001\.prompt/],
    ["hypersim", "hypersim", "metadata_images_split_scene_v1.csv", "frame_id,", "", /the column frame_id/],
    ["folder", "folder-depth", "dataset.json", "millimetres", "inches", /a scale in metres per unit/],
    ["folder", "folder-depth", "dataset.json", '"depth"', '"height"', /a task of depth, normals/],
  ] as const)("%s with a broken %s", async (name, fixture, list, from, to, message) => {
    const folder = copyOf(fixture);
    edited(join(folder, list), (text) => text.replaceAll(from, to));
    await expect(readAll(name, folder)).rejects.toThrow(message);
  });
});
