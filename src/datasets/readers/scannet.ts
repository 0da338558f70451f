import { join } from "node:path";
import type { Intrinsics } from "../../geometry/intrinsics.js";
import { readDepth, readImage } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { resample } from "../../image/index.js";
import { exists, foldersIn, namesIn, readLines } from "../folders.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { DepthSample } from "../sample.js";
import { storedCamera } from "../storedCamera.js";

/** ScanNet's frames, exported from the .sens files. */
export const scannet: DatasetReader<DepthSample> = {
  name: "scannet",
  title: "ScanNet",
  task: "depth",
  splits: ["all", "val", "test"],
  licence: "ScanNet terms of use (research only, signed)",
  source: "http://www.scan-net.org (after signing the terms); export with SensReader",
  layout:
    "scans/<scene>/color/0.jpg, depth/0.png, intrinsic/intrinsic_depth.txt; splits/val.txt or splits/test.txt with names of scenes",
  open: async (folder, split) => {
    const root = (await exists(join(folder, "scans"))) ? join(folder, "scans") : folder;
    const there = await foldersIn(root);
    const scenes =
      split === "all"
        ? there.filter((name) => name.startsWith("scene"))
        : await readLines(join(folder, "splits", `${split}.txt`));
    const entries: Entry<DepthSample>[] = [];
    for (const scene of scenes) {
      const names = await namesIn(join(root, scene, "depth"));
      const sens = join(root, scene, `${scene}.sens`);
      if (names.length === 0 && (await exists(sens)))
        throw unreadable(
          sens,
          "frames that were exported",
          "a .sens file",
          "export it with ScanNet's SensReader",
        );
      const numbers = names
        .filter((name) => /^\d+\.png$/.test(name))
        .map((name) => Number.parseInt(name, 10));
      for (const number of numbers.sort((a, b) => a - b)) {
        const photo = join(root, scene, "color", `${number}.jpg`);
        const depth = join(root, scene, "depth", `${number}.png`);
        const camera = join(root, scene, "intrinsic", "intrinsic_depth.txt");
        const id = `${scene}/${number}`;
        entries.push({ id, files: [photo, depth], read: () => readFrame(id, photo, depth, camera) });
      }
    }
    const note = "Photos are 1296 × 968 and were brought to the depth's 640 × 480; mean of pictures.";
    return { entries, hint: { minMetres: 0.005, maxMetres: 10, note } };
  },
};

async function readFrame(
  id: string,
  photoFile: string,
  depthFile: string,
  camera: string,
): Promise<DepthSample> {
  const photo = await readImage(photoFile);
  const depth = await readDepth(depthFile, { scale: "millimetres" });
  const { width, height } = depth;
  // 1296 × 968 and 640 × 480 differ by 0.4 % in shape: the two cameras were made to fit one another by stretching.
  const stretch = photo.width / width / (photo.height / height);
  if (!(stretch > 0.98 && stretch < 1.02)) {
    const got = `${width} × ${height} pixels large`;
    const expected = `of the shape of its photo ${photoFile}, ${photo.width} × ${photo.height} pixels`;
    throw unreadable(depthFile, expected, got, "check that they belong together");
  }
  const fitted =
    photo.width === width && photo.height === height
      ? photo
      : resample(photo, { width, height }, { method: "area" });
  const intrinsics = await cameraOf(camera);
  return { id, photo: fitted, depth, ...(intrinsics && { intrinsics }) };
}

/** 4 × 4 numbers, row by row. */
async function cameraOf(file: string): Promise<Intrinsics | undefined> {
  if (!(await exists(file))) return undefined;
  const numbers = (await readLines(file)).join(" ").split(/\s+/).map(Number);
  if (numbers.length !== 16 || !numbers.every(Number.isFinite))
    throw unreadable(file, "a file with 4 × 4 numbers", "another");
  const [fx, , cx, , , fy, cy] = numbers;
  return storedCamera({ fx, fy, cx, cy }, file);
}
