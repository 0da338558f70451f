import { join } from "node:path";
import type { Intrinsics } from "../../geometry/intrinsics.js";
import { readDepth, readImage } from "../../image/files.js";
import { exists, filesBelow, readLines } from "../folders.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { DepthSample } from "../sample.js";
import { storedCamera } from "../storedCamera.js";
import { checkSameSize } from "../truthDepth.js";

/** Virtual KITTI 2: rendered drives, in all weathers. */
export const vkitti2: DatasetReader<DepthSample> = {
  name: "vkitti2",
  title: "Virtual KITTI 2",
  task: "depth",
  splits: ["all", "clone"],
  licence: "CC BY-NC-SA 3.0",
  source: "https://europe.naverlabs.com/proxy-virtual-worlds-vkitti-2/ (rgb, depth and textgt)",
  layout:
    "Scene01/clone/frames/rgb/Camera_0/rgb_00000.jpg, frames/depth/Camera_0/depth_00000.png and Scene01/clone/intrinsic.txt",
  open: async (folder, split) => {
    const found = await filesBelow(folder, /^depth_\d+\.png$/);
    const depths = found.filter((path) => /(^|\/)frames\/depth\/Camera_[01]\/depth_\d+\.png$/.test(path));
    const wanted = split === "all" ? depths : depths.filter((path) => path.split("/").includes(split));
    const entries = wanted.map((path): Entry<DepthSample> => {
      const depth = join(folder, path);
      const photo = join(folder, path.replace("/depth/", "/rgb/").replace(/depth_(\d+)\.png$/, "rgb_$1.jpg"));
      const id = path.replace("frames/depth/", "").replace(/depth_(\d+)\.png$/, "$1");
      const cameras = join(folder, path.slice(0, path.indexOf("frames/")), "intrinsic.txt");
      return { id, files: [photo, depth], read: () => readFrame(id, photo, depth, cameras) };
    });
    const note = "65535 is the sky, +Infinity here, and does not count in depth scores; mean of pictures.";
    return { entries, hint: { minMetres: 0.1, maxMetres: 80, note } };
  },
};

async function readFrame(
  id: string,
  photoFile: string,
  depthFile: string,
  cameras: string,
): Promise<DepthSample> {
  const photo = await readImage(photoFile);
  const depth = await readDepth(depthFile, { scale: "centimetres" });
  checkSameSize(photo, depth, photoFile, depthFile);
  const intrinsics = await cameraOf(cameras, id);
  return { id, photo, depth, ...(intrinsics && { intrinsics }) };
}

/** Lines of frame, camera, fx, fy, cx, cy. */
async function cameraOf(file: string, id: string): Promise<Intrinsics | undefined> {
  if (!(await exists(file))) return undefined;
  const [, camera, frame] = /Camera_([01])\/(\d+)$/.exec(id) ?? [];
  const rows = (await readLines(file)).map((line) => line.split(/\s+/).map(Number));
  const row = rows.find(([one, which]) => one === Number(frame) && which === Number(camera));
  if (!row || row.length < 6 || !row.every(Number.isFinite)) return undefined;
  const [, , fx, fy, cx, cy] = row;
  return storedCamera({ fx, fy, cx, cy }, file);
}
