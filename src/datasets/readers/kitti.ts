import { basename, join } from "node:path";
import type { Intrinsics } from "../../geometry/intrinsics.js";
import { readDepth, readImage } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import type { ProtocolHint } from "../dataset.js";
import { exists, firstThere, inside, namesIn, readLines } from "../folders.js";
import type { DatasetReader, Entry, Opened } from "../reader.js";
import type { DepthSample } from "../sample.js";
import { storedCamera } from "../storedCamera.js";
import { checkSameSize } from "../truthDepth.js";

const LIST = "eigen_test_files_with_gt.txt";
const SELECTION = "val_selection_cropped";

const HINT: ProtocolHint = {
  minMetres: 0.05,
  maxMetres: 80,
  crop: "garg",
  note: "Eigen's test has 697 pictures, of which 652 have depth; mean of pictures. Older papers take Eigen's own crop.",
};

/** KITTI depth: Eigen's test pictures with the annotated depth, or the 1000 selected for validation. */
export const kitti: DatasetReader<DepthSample> = {
  name: "kitti",
  title: "KITTI depth",
  task: "depth",
  splits: ["eigen", "val-selection"],
  licence: "CC BY-NC-SA 3.0",
  source: "https://www.cvlibs.net/datasets/kitti/eval_depth.php",
  layout: `${LIST}, raw/<date>/<drive>/image_02/data/*.png, raw/<date>/calib_cam_to_cam.txt and data_depth_annotated/val/<drive>/proj_depth/groundtruth/image_02/*.png; or depth_selection/${SELECTION}/{image,groundtruth_depth,intrinsics}`,
  open: (folder, split) => (split === "eigen" ? openEigen(folder) : openSelection(folder)),
};

/** Each line: photo, depth or None, focal length. */
async function openEigen(folder: string): Promise<Opened<DepthSample>> {
  const list = join(folder, LIST);
  const raw = (await exists(join(folder, "raw"))) ? join(folder, "raw") : folder;
  const lines = (await readLines(list)).map((line) => line.split(/\s+/));
  const entries: Entry<DepthSample>[] = [];
  for (const [photo, depth] of lines) {
    if (depth === undefined)
      throw unreadable(list, "a list of photo and depth on each line", `one with "${photo}"`);
    if (depth === "None") continue;
    const photoFile = inside(raw, photo, list);
    inside(folder, depth, list);
    const depthFile = await firstThere(
      join(folder, "data_depth_annotated"),
      ...["val", "train", "."].map((part) => join(part, depth)),
    );
    const id = photo.replace(/\.(png|jpg)$/, "");
    const calibration = join(raw, photo.split("/")[0], "calib_cam_to_cam.txt");
    const camera = id.includes("image_03") ? "P_rect_03" : "P_rect_02";
    const read = () => readPair(id, photoFile, depthFile, () => rectified(calibration, camera));
    entries.push({ id, files: [photoFile, depthFile, calibration], read });
  }
  return { entries, hint: HINT, ...(lines.length >= 697 && { expectedSize: 652 }) };
}

async function openSelection(folder: string): Promise<Opened<DepthSample>> {
  const root = await firstThere(folder, `depth_selection/${SELECTION}`, SELECTION, "image/..");
  const names = (await namesIn(join(root, "image"))).filter((name) => name.endsWith(".png"));
  const entries = names.map((name): Entry<DepthSample> => {
    const photoFile = join(root, "image", name);
    const depthFile = join(
      root,
      "groundtruth_depth",
      name.replace("_sync_image_", "_sync_groundtruth_depth_"),
    );
    const cameraFile = join(root, "intrinsics", name.replace(/\.png$/, ".txt"));
    const id = basename(name, ".png");
    return {
      id,
      files: [photoFile, depthFile],
      read: () => readPair(id, photoFile, depthFile, () => listed(cameraFile)),
    };
  });
  return {
    entries,
    hint: { ...HINT, note: "1000 pictures cut to 1216 × 352: crops are of the cut picture." },
    expectedSize: 1000,
  };
}

async function readPair(
  id: string,
  photoFile: string,
  depthFile: string,
  camera: () => Promise<Intrinsics | undefined>,
): Promise<DepthSample> {
  const photo = await readImage(photoFile);
  const depth = await readDepth(depthFile, { scale: "kitti" });
  checkSameSize(photo, depth, photoFile, depthFile);
  const intrinsics = await camera();
  return { id, photo, depth, ...(intrinsics && { intrinsics }) };
}

/** `P_rect_02: ` and twelve numbers, of which the first three columns are the camera; the first centre is 0, 0. */
async function rectified(file: string, key: string): Promise<Intrinsics | undefined> {
  if (!(await exists(file))) return undefined;
  const line = (await readLines(file)).find((one) => one.startsWith(`${key}:`));
  return cameraOf((line ?? "").slice(key.length + 1), 12, file);
}

async function listed(file: string): Promise<Intrinsics | undefined> {
  if (!(await exists(file))) return undefined;
  return cameraOf((await readLines(file)).join(" "), 9, file);
}

function cameraOf(text: string, count: 9 | 12, file: string): Intrinsics {
  const numbers = text.trim().split(/\s+/).map(Number);
  if (numbers.length !== count || !numbers.every(Number.isFinite))
    throw unreadable(file, `a file with ${count} numbers for the camera`, "another");
  const [fx, , cx, , fy, cy] = count === 9 ? numbers : [0, 1, 2, 4, 5, 6].map((i) => numbers[i]);
  return storedCamera({ fx, fy, cx, cy }, file);
}
