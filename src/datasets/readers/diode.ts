import { join } from "node:path";
import { intrinsicsOfCentres } from "../../geometry/intrinsics.js";
import { readImage, readRaster } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { filesBelow } from "../folders.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { DepthSample } from "../sample.js";
import { checkSameSize, truthDepth } from "../truthDepth.js";

const END = "_depth.npy";
/** intrinsics.txt of the development kit, for 1024 × 768; fx and fy differ. */
const INTRINSICS = intrinsicsOfCentres({ fx: 886.81, fy: 927.06, cx: 512, cy: 384 });

/** DIODE's validation scenes, indoors and outdoors. */
export const diode: DatasetReader<DepthSample> = {
  name: "diode",
  title: "DIODE",
  task: "depth",
  splits: ["indoors", "outdoor", "all"],
  licence: "MIT",
  source: "https://diode-dataset.org (val.tar.gz)",
  layout:
    "indoors/scene_00019/scan_00183/00019_00183_indoors_000_010.png, …_depth.npy, …_depth_mask.npy, and the same under outdoor/",
  open: async (folder, split) => {
    const found = await filesBelow(folder, /_depth\.npy$/);
    const wanted = found.filter((path) => split === "all" || path.split("/").includes(split));
    const entries = wanted.map((path): Entry<DepthSample> => {
      const id = path.slice(0, -END.length);
      const [photo, depth, mask] = [".png", END, "_depth_mask.npy"].map((end) => join(folder, `${id}${end}`));
      return { id, files: [photo, depth, mask], read: () => readTriple(id, photo, depth, mask) };
    });
    const outdoor = split === "outdoor";
    const note =
      "Only pixels of the mask count. Indoors 325, outdoor 446 pictures, scored apart; mean of pictures.";
    const hint = { minMetres: outdoor ? 0.1 : 0.01, maxMetres: outdoor ? 80 : 25, note };
    return { entries, hint };
  },
};

async function readTriple(
  id: string,
  photoFile: string,
  depthFile: string,
  maskFile: string,
): Promise<DepthSample> {
  const photo = await readImage(photoFile);
  const stored = await readRaster(depthFile);
  const mask = await readRaster(maskFile);
  const { width, height, data } = stored;
  if (stored.channels !== 1 || !data.constructor.name.startsWith("Float"))
    throw unreadable(
      depthFile,
      "height × width × 1 floats",
      `${stored.channels} channels of ${data.constructor.name}`,
    );
  checkSameSize(photo, stored, photoFile, depthFile);
  checkSameSize(photo, mask, photoFile, maskFile);
  const metresOf = (value: number, i: number): number =>
    Number(mask.data[i]) === 0 || value === 0 || !Number.isFinite(value) ? Number.NaN : value;
  const depth = truthDepth({ width, height, data, file: depthFile, dataset: "diode", metresOf });
  return { id, photo, depth, ...(width === 1024 && height === 768 && { intrinsics: INTRINSICS }) };
}
