import type { Intrinsics } from "../../geometry/intrinsics.js";
import { readImage } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { DepthMap } from "../../image/index.js";
import { readPoints } from "../formats/readFiles.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { DepthSample } from "../sample.js";
import { storedCamera } from "../storedCamera.js";
import { keyFrames, type Pose, type SensorData } from "./nuscenesTables.js";

const COLUMNS = 5;
/** Nearer than this is the car itself (nuscenes-devkit, map_pointcloud_to_image: min_dist). */
const NEAREST_METRES = 1;

/** nuScenes: each camera at each key frame, with the points of the scanner as depth. */
export const nuscenes: DatasetReader<DepthSample> = {
  name: "nuscenes",
  title: "nuScenes",
  task: "depth",
  splits: ["val", "all"],
  licence: "CC BY-NC-SA 4.0, with nuScenes' terms of use",
  source: "https://www.nuscenes.org/nuscenes#download (after registration)",
  layout:
    "v1.0-mini or v1.0-trainval with its tables, samples/CAM_*/*.jpg, samples/LIDAR_TOP/*.pcd.bin; splits/val.txt with names of scenes, except for mini",
  open: async (folder, split) => {
    const entries = (await keyFrames(folder, split)).flatMap(({ id, data }) => {
      const lidar = data.find(({ channel }) => channel === "LIDAR_TOP");
      const cameras = data.filter(({ channel }) => channel.startsWith("CAM_"));
      if (!lidar) return [];
      return cameras
        .sort((a, b) => (a.channel < b.channel ? -1 : 1))
        .map((camera): Entry<DepthSample> => {
          const name = `${id}/${camera.channel}`;
          return { id: name, files: [camera.file, lidar.file], read: () => readFrame(name, camera, lidar) };
        });
    });
    const note =
      "A pixel in some hundred has depth; points are as they are, also those that the camera does not see past something. Mean of pictures.";
    return { entries, hint: { minMetres: 0.05, maxMetres: 80, note } };
  },
};

async function readFrame(id: string, camera: SensorData, lidar: SensorData): Promise<DepthSample> {
  const photo = await readImage(camera.file);
  const { data } = await readPoints(lidar.file, COLUMNS);
  const [fx, , cx, , fy, cy] = camera.camera;
  if (fx === undefined) throw unreadable(camera.file, "a picture of a camera with intrinsics", "one without");
  // The devkit draws with Matplotlib, for which a pixel's centre is a whole number.
  const intrinsics = storedCamera({ fx, fy, cx, cy }, camera.file);
  const depth = projected(data as Float32Array, photo, intrinsics, { camera, lidar });
  return { id, photo, depth, intrinsics };
}

/** Scanner to car to world, at the scanner's time; to car to camera, at the camera's. The nearest point of a pixel stays. */
function projected(
  points: Float32Array,
  { width, height }: { width: number; height: number },
  { fx, fy, cx, cy }: Intrinsics,
  { camera, lidar }: { camera: SensorData; lidar: SensorData },
): DepthMap {
  const data = new Float32Array(width * height).fill(Number.NaN);
  const steps = [into(lidar.sensor), into(lidar.car), outOf(camera.car), outOf(camera.sensor)];
  for (let at = 0; at < points.length; at += COLUMNS) {
    let place: Point = [points[at], points[at + 1], points[at + 2]];
    for (const step of steps) place = step(place);
    const [x, y, z] = place;
    if (!(z > NEAREST_METRES)) continue;
    const column = Math.floor((fx * x) / z + cx);
    const row = Math.floor((fy * y) / z + cy);
    if (column < 0 || row < 0 || column >= width || row >= height) continue;
    const i = row * width + column;
    if (!(data[i] <= z)) data[i] = z;
  }
  return new DepthMap({ width, height, data, provenance: { file: lidar.file, dataset: "nuscenes" } });
}

type Point = readonly [number, number, number];

const into = ({ rotation, translation: [a, b, c] }: Pose) => {
  const m = rotationOf(rotation);
  return ([x, y, z]: Point): Point => [
    m[0] * x + m[1] * y + m[2] * z + a,
    m[3] * x + m[4] * y + m[5] * z + b,
    m[6] * x + m[7] * y + m[8] * z + c,
  ];
};

const outOf = ({ rotation, translation: [a, b, c] }: Pose) => {
  const m = rotationOf(rotation);
  return ([x, y, z]: Point): Point => {
    const [u, v, w] = [x - a, y - b, z - c];
    return [m[0] * u + m[3] * v + m[6] * w, m[1] * u + m[4] * v + m[7] * w, m[2] * u + m[5] * v + m[8] * w];
  };
};

/** The rotation of a quaternion (w, x, y, z), row by row. */
function rotationOf(quaternion: readonly number[]): readonly number[] {
  const length = Math.hypot(...quaternion);
  const [w, x, y, z] = quaternion.map((part) => part / length);
  return [
    ...[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
    ...[2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
    ...[2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)],
  ];
}
