import { join } from "node:path";
import type { Intrinsics } from "../../geometry/intrinsics.js";
import { readImage, readNpy, readRaster } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { NormalMap, type Raster } from "../../image/index.js";
import { exists, filesBelow } from "../folders.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { NormalSample } from "../sample.js";
import { storedCamera } from "../storedCamera.js";
import { checkSameSize } from "../truthDepth.js";

/** The normals that papers compare on: NYUv2, ScanNet, iBims-1, Sintel and Virtual KITTI, as DSINE's authors prepared them. */
export const dsine: DatasetReader<NormalSample> = {
  name: "dsine",
  title: "DSINE's evaluation of normals",
  task: "normals",
  splits: ["nyuv2", "scannet", "ibims", "sintel", "vkitti"],
  licence: "those of each data set; prepared by the authors of DSINE, for research",
  source: "https://github.com/baegwangbin/DSINE (dsine_eval.zip)",
  layout:
    "nyuv2/test/000000_img.png, 000000_normal.png (ibims and sintel .exr), 000000_intrins.npy; the folder may be dsine_eval or above it",
  open: async (folder, split) => {
    const root = (await exists(join(folder, "dsine_eval"))) ? join(folder, "dsine_eval") : folder;
    const found = await filesBelow(join(root, split), /_img\.(png|jpg)$/);
    const photos = found.filter((path) => split !== "nyuv2" || !path.startsWith("train/"));
    const end = split === "ibims" || split === "sintel" ? "_normal.exr" : "_normal.png";
    const entries = photos.map((path): Entry<NormalSample> => {
      const id = path.replace(/_img\.\w+$/, "");
      const photo = join(root, split, path);
      const normals = join(root, split, `${id}${end}`);
      const camera = join(root, split, `${id}_intrins.npy`);
      return { id, files: [photo, normals], read: () => readPair(id, photo, normals, camera) };
    });
    const note =
      "All pixels of the data set together: mean, median, share below 5, 7.5, 11.25, 22.5 and 30 degrees.";
    return { entries, hint: { note } };
  },
};

async function readPair(id: string, photoFile: string, file: string, camera: string): Promise<NormalSample> {
  const photo = await readImage(photoFile);
  const normals = normalsOf(await readRaster(file), file);
  checkSameSize(photo, normals, photoFile, file);
  const intrinsics = await cameraOf(camera);
  return { id, photo, normals, ...(intrinsics && { intrinsics }) };
}

/**
 * DSINE's axes are left, up and to the viewer. Whole numbers are −1 to 1, and none where all three are 0; floats none
 * where they are not half as long as a unit vector (data/datasets/*).
 */
function normalsOf({ width, height, channels, data }: Raster, file: string): NormalMap {
  const full = data instanceof Uint8Array ? 255 : data instanceof Uint16Array ? 65_535 : undefined;
  if (channels !== 3 || (full === undefined && !(data instanceof Float32Array)))
    throw unreadable(
      file,
      "three channels of 8 or 16 bits, or floats",
      `${channels} of ${data.constructor.name}`,
    );
  const vectors = new Float32Array(data.length);
  for (let at = 0; at < vectors.length; at += 3) {
    const stored = [Number(data[at]), Number(data[at + 1]), Number(data[at + 2])];
    const [x, y, z] = full ? stored.map((value) => (2 * value) / full - 1) : stored;
    const length = Math.hypot(x, y, z);
    const isThere = full ? stored.some((value) => value > 0) && length > 0 : length > 0.5;
    const divisor = isThere ? length : Number.NaN;
    vectors.set([-x / divisor, y / divisor, z / divisor], at);
  }
  return new NormalMap({ width, height, data: vectors, provenance: { file, dataset: "dsine" } });
}

async function cameraOf(file: string): Promise<Intrinsics | undefined> {
  if (!(await exists(file))) return undefined;
  const { shape, data } = await readNpy(file);
  if (shape.join() !== "3,3") throw unreadable(file, "3 × 3 numbers", `of shape (${shape.join(", ")})`);
  const [fx, , cx, , fy, cy] = Array.from(data as ArrayLike<number>, Number);
  return storedCamera({ fx, fy, cx, cy }, file);
}
