import { join } from "node:path";
import type { Intrinsics } from "../../geometry/intrinsics.js";
import { readImage } from "../../image/files.js";
import { readBytes } from "../../image/readBytes.js";
import { exists, foldersIn, namesIn, readLines } from "../folders.js";
import { parseRawFloats } from "../formats/rawFloats.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { DepthSample } from "../sample.js";
import { storedCamera } from "../storedCamera.js";
import { truthDepth } from "../truthDepth.js";

const PHOTOS = "images/dslr_images";
const DEPTHS = "ground_truth_depth/dslr_images";

/** ETH3D's photos of the training scenes, with the depth that a scanner saw from there. */
export const eth3d: DatasetReader<DepthSample> = {
  name: "eth3d",
  title: "ETH3D high-resolution multi-view",
  task: "depth",
  splits: ["train"],
  licence: "CC BY-NC-SA 4.0",
  source: "https://www.eth3d.net/datasets (<scene>_dslr_jpg.7z and <scene>_dslr_depth.7z)",
  layout: `<scene>/${PHOTOS}/DSC_0286.JPG and <scene>/${DEPTHS}/DSC_0286.JPG, which holds float32 and is no JPEG`,
  open: async (folder) => {
    const entries: Entry<DepthSample>[] = [];
    for (const scene of await foldersIn(folder)) {
      const names = new Set([
        ...(await namesIn(join(folder, scene, PHOTOS))),
        ...(await namesIn(join(folder, scene, DEPTHS))),
      ]);
      for (const name of [...names].sort()) {
        const files = [join(folder, scene, PHOTOS, name), join(folder, scene, DEPTHS, name)] as const;
        const id = `${scene}/${name.replace(/\.\w+$/, "")}`;
        const camera = join(folder, scene, "dslr_calibration_jpg", "cameras.txt");
        entries.push({ id, files, read: () => readPair(id, files, camera) });
      }
    }
    const note =
      "Photos are distorted as taken, and the depth fits them; 454 pictures of 13 scenes, mean of pictures.";
    return { entries, hint: { minMetres: 0.01, maxMetres: 50, note } };
  },
};

async function readPair(
  id: string,
  [photoFile, depthFile]: readonly [string, string],
  cameraFile: string,
): Promise<DepthSample> {
  const photo = await readImage(photoFile);
  const { width, height } = photo;
  const { bytes } = await readBytes(depthFile, "readDepth(path)");
  const data = parseRawFloats(bytes, photo, depthFile);
  // Where the scanner saw nothing, the file has infinity: that is not the sky.
  const metresOf = (stored: number): number => (stored === 0 || stored === Infinity ? Number.NaN : stored);
  const depth = truthDepth({ width, height, data, file: depthFile, dataset: "eth3d", metresOf });
  const intrinsics = await pinhole(cameraFile, photo);
  return { id, photo, depth, ...(intrinsics && { intrinsics }) };
}

/** COLMAP's cameras.txt, whose places count from the corner as ours; a lens that bends is left out. */
async function pinhole(
  file: string,
  { width, height }: { width: number; height: number },
): Promise<Intrinsics | undefined> {
  if (!(await exists(file))) return undefined;
  const cameras = (await readLines(file))
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.split(/\s+/));
  const fitting = cameras.filter(([, , w, h]) => Number(w) === width && Number(h) === height);
  if (fitting.length !== 1 || fitting[0][1] !== "PINHOLE") return undefined;
  const [fx, fy, cx, cy] = fitting[0].slice(4).map(Number);
  // Counted from the centre first, as the check takes it.
  return storedCamera({ fx, fy, cx: cx - 0.5, cy: cy - 0.5 }, file);
}
