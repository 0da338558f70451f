import { join } from "node:path";
import { intrinsicsOfView } from "../../geometry/intrinsics.js";
import { readImage } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { type NdArray, NormalMap } from "../../image/index.js";
import { readTable } from "../csv.js";
import { exists, filesBelow } from "../folders.js";
import { openHdf5 } from "../formats/hdf5.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { DepthSample } from "../sample.js";
import { checkSameSize, truthDepth } from "../truthDepth.js";

const SPLIT = "metadata_images_split_scene_v1.csv";
const CAMERAS = "metadata_camera_parameters.csv";
const END = ".depth_meters.hdf5";
/** 886.81 pixels at a width of 1024 (apple/ml-hypersim, issue 9): 60 degrees across. */
const VIEW = { degrees: 60 };

/** From places in the picture, −1 to 1 right and up, to the ray in the camera, which looks along −z; row by row. */
type CameraFromUv = readonly number[];

/** Hypersim: rendered rooms, with the distance of each pixel and its normal. */
export const hypersim: DatasetReader<DepthSample> = {
  name: "hypersim",
  title: "Hypersim",
  task: "depth",
  splits: ["test", "val", "train", "all"],
  licence: "CC BY-SA 3.0",
  source: "https://github.com/apple/ml-hypersim",
  layout: `<scene>/images/scene_cam_00_final_preview/frame.0000.tonemap.jpg, scene_cam_00_geometry_hdf5/frame.0000.depth_meters.hdf5 (and normal_cam.hdf5), ${SPLIT}, ${CAMERAS}`,
  open: async (folder, split) => {
    const found = await filesBelow(folder, /\.depth_meters\.hdf5$/);
    const kept = split === "all" ? undefined : await keptFrames(folder, split);
    const cameras = await camerasOf(join(folder, CAMERAS));
    const entries: Entry<DepthSample>[] = [];
    for (const path of found) {
      const [, scene, camera, frame] =
        /([^/]+)\/images\/scene_(cam_\d+)_geometry_hdf5\/frame\.(\d+)\./.exec(path) ?? [];
      if (scene === undefined) continue;
      const id = `${scene}/${camera}/${frame}`;
      if (kept && !kept.has(id)) continue;
      const depth = join(folder, path);
      const photo = join(
        folder,
        path.replace("_geometry_hdf5/", "_final_preview/").replace(END, ".tonemap.jpg"),
      );
      const read = () => readFrame(id, photo, depth, cameras.get(scene));
      entries.push({ id, files: [photo, depth], read });
    }
    const note =
      "The file's distances along rays were turned to depth; frames that the authors exclude are left out.";
    return { entries, hint: { minMetres: 0.01, maxMetres: 50, note } };
  },
};

async function keptFrames(folder: string, split: string): Promise<Set<string>> {
  const file = join(folder, SPLIT);
  const columns = [
    "scene_name",
    "camera_name",
    "frame_id",
    "included_in_public_release",
    "split_partition_name",
  ];
  const rows = await readTable(file, columns);
  const kept = rows.filter(([, , , included, part]) => included === "True" && part === split);
  return new Set(kept.map(([scene, camera, frame]) => `${scene}/${camera}/${frame.padStart(4, "0")}`));
}

async function camerasOf(file: string): Promise<Map<string, CameraFromUv>> {
  if (!(await exists(file))) return new Map();
  const places = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => `M_cam_from_uv_${row}${column}`));
  const rows = await readTable(file, ["scene_name", ...places]);
  return new Map(
    rows.map(([scene, ...numbers]) => {
      const matrix = numbers.map(Number);
      if (matrix.every((one, i) => numbers[i] !== "" && Number.isFinite(one))) return [scene, matrix];
      throw unreadable(file, "numbers for the camera of every scene", `a file without for ${scene}`);
    }),
  );
}

async function readFrame(
  id: string,
  photoFile: string,
  depthFile: string,
  camera?: CameraFromUv,
): Promise<DepthSample> {
  const photo = await readImage(photoFile);
  const { width, height } = photo;
  const stored = await readDataset(depthFile);
  if (stored.shape.length !== 2)
    throw unreadable(depthFile, "height × width distances", `of shape (${stored.shape.join(", ")})`);
  checkSameSize(photo, { width: stored.shape[1], height: stored.shape[0] }, photoFile, depthFile);
  const intrinsics = intrinsicsOfView(photo, VIEW);
  const straight: CameraFromUv = [
    Math.tan(Math.PI / 6),
    0,
    0,
    0,
    (Math.tan(Math.PI / 6) * height) / width,
    0,
    0,
    0,
    -1,
  ];
  const m = camera ?? straight;
  // contrib/mikeroberts3000, 02_project_depth_images: rays through the pixels' centres, brought to the distance.
  const metresOf = (distance: number, i: number): number => {
    if (distance === 0 || !Number.isFinite(distance)) return Number.NaN;
    const u = (2 * ((i % width) + 0.5)) / width - 1;
    const v = 1 - (2 * (Math.floor(i / width) + 0.5)) / height;
    const [x, y, z] = [0, 3, 6].map((row) => m[row] * u + m[row + 1] * v + m[row + 2]);
    return (distance * -z) / Math.hypot(x, y, z);
  };
  const depth = truthDepth({
    width,
    height,
    data: stored.data,
    file: depthFile,
    dataset: "hypersim",
    metresOf,
  });
  const normalFile = depthFile.replace(END, ".normal_cam.hdf5");
  const normals = (await exists(normalFile))
    ? normalsOf(await readDataset(normalFile), photo, normalFile)
    : undefined;
  const isPlain = camera === undefined || camera.every((one, i) => Math.abs(one - straight[i]) < 1e-3);
  return { id, photo, depth, ...(normals && { normals }), ...(isPlain && { intrinsics }) };
}

async function readDataset(path: string): Promise<NdArray> {
  const file = await openHdf5(path);
  try {
    return file.read("dataset");
  } finally {
    file.close();
  }
}

/** Its axes are OpenGL's, as ours; halves are not quite of unit length. */
function normalsOf(
  { shape, data }: NdArray,
  { width, height }: { width: number; height: number },
  file: string,
): NormalMap {
  if (shape.join() !== [height, width, 3].join())
    throw unreadable(file, `${height} × ${width} × 3 numbers`, `of shape (${shape.join(", ")})`);
  const vectors = new Float32Array(data.length);
  for (let at = 0; at < vectors.length; at += 3) {
    const [x, y, z] = [Number(data[at]), Number(data[at + 1]), Number(data[at + 2])];
    const length = Math.hypot(x, y, z);
    vectors.set(
      length > 0.5 ? [x / length, y / length, z / length] : [Number.NaN, Number.NaN, Number.NaN],
      at,
    );
  }
  return new NormalMap({ width, height, data: vectors, provenance: { file, dataset: "hypersim" } });
}
