import { join } from "node:path";
import { readImage } from "../../image/files.js";
import { readBytes } from "../../image/readBytes.js";
import { exists, filesBelow } from "../folders.js";
import { readDpt } from "../formats/readFiles.js";
import { parseCam } from "../formats/taggedFloats.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { DepthSample } from "../sample.js";
import { storedCamera } from "../storedCamera.js";
import { checkSameSize, truthDepth } from "../truthDepth.js";

/** MPI Sintel's training scenes with the depth of the film's models. */
export const sintel: DatasetReader<DepthSample> = {
  name: "sintel",
  title: "MPI Sintel depth",
  task: "depth",
  splits: ["final", "clean"],
  licence: "the film is CC BY 3.0, Blender Foundation; data for research",
  source: "http://sintel.is.tue.mpg.de/depth",
  layout:
    "training/final/<scene>/frame_0001.png (or clean), training/depth/<scene>/frame_0001.dpt, training/camdata_left/<scene>/frame_0001.cam",
  open: async (folder, split) => {
    const root = (await exists(join(folder, "training"))) ? join(folder, "training") : folder;
    const entries = (await filesBelow(join(root, "depth"), /\.dpt$/)).map((path): Entry<DepthSample> => {
      const id = path.slice(0, -".dpt".length);
      const photo = join(root, split, `${id}.png`);
      const depth = join(root, "depth", path);
      const camera = join(root, "camdata_left", `${id}.cam`);
      return { id, files: [photo, depth], read: () => readFrame(id, photo, depth, camera) };
    });
    const note =
      "1064 pictures of 23 scenes; metres of the film's models, where the background may be painted on a wall.";
    return { entries, hint: { minMetres: 0.001, maxMetres: 1000, note } };
  },
};

async function readFrame(
  id: string,
  photoFile: string,
  depthFile: string,
  camera: string,
): Promise<DepthSample> {
  const photo = await readImage(photoFile);
  const { width, height, data } = await readDpt(depthFile);
  checkSameSize(photo, { width, height }, photoFile, depthFile);
  const depth = truthDepth({ width, height, data, file: depthFile, dataset: "sintel" });
  if (!(await exists(camera))) return { id, photo, depth };
  const { bytes } = await readBytes(camera, "parseCam(bytes)");
  const [fx, , cx, , fy, cy] = parseCam(bytes, camera).intrinsic;
  return { id, photo, depth, intrinsics: storedCamera({ fx, fy, cx, cy }, camera) };
}
