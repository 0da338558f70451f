import { join } from "node:path";
import { unreadable } from "../../image/formats/raster.js";
import { Fields } from "../fields.js";
import { exists, inside, namesIn, readJson, readLines } from "../folders.js";

/** Where a sensor stood: rotation as a quaternion (w, x, y, z) and metres, into the frame that is named first. */
export interface Pose {
  readonly rotation: readonly number[];
  readonly translation: readonly number[];
}

/** One picture or one turn of the scanner. */
export interface SensorData {
  readonly channel: string;
  readonly file: string;
  /** from the sensor to the car */
  readonly sensor: Pose;
  /** from the car to the world, at the time that it was taken */
  readonly car: Pose;
  /** 3 × 3, row by row; cameras only */
  readonly camera: readonly number[];
}

/** Mini's validation scenes (nuscenes-devkit, utils/splits.py). */
const MINI_VAL = ["scene-0103", "scene-0916"];

/** Everything that was taken at each key frame, in the order of `sample.json`. */
export async function keyFrames(
  folder: string,
  split: string,
): Promise<{ id: string; data: SensorData[] }[]> {
  const version =
    (await namesIn(folder)).find((name) => /^v1\.0-(mini|trainval|test)$/.test(name)) ?? "v1.0-mini";
  const table = async (name: string): Promise<Map<string, Fields>> => {
    const file = join(folder, version, `${name}.json`);
    const rows = Fields.listOf(await readJson(file), file);
    return new Map(rows.map((row) => [row.text("token"), row]));
  };
  const [scenes, samples, data, calibrated, poses, sensors] = [
    await table("scene"),
    await table("sample"),
    await table("sample_data"),
    await table("calibrated_sensor"),
    await table("ego_pose"),
    await table("sensor"),
  ];
  const names = await sceneNames(folder, version, split);
  const row = (rows: Map<string, Fields>, from: Fields, key: string): Fields => {
    const found = rows.get(from.text(key));
    if (found) return found;
    throw unreadable(
      from.file,
      `tokens that the other tables have at ${from.place}.${key}`,
      "one without",
      "take all tables of one version",
    );
  };
  const frames = new Map<string, { id: string; data: SensorData[] }>();
  for (const [token, sample] of samples) {
    const scene = row(scenes, sample, "scene_token").text("name");
    if (!names || names.has(scene)) frames.set(token, { id: `${scene}/${token}`, data: [] });
  }
  for (const one of data.values()) {
    const frame = frames.get(one.text("sample_token"));
    if (!frame || one.raw("is_key_frame") !== true) continue;
    const mount = row(calibrated, one, "calibrated_sensor_token");
    const camera = mount.list("camera_intrinsic");
    frame.data.push({
      channel: row(sensors, mount, "sensor_token").text("channel"),
      file: inside(folder, one.text("filename"), one.file),
      sensor: poseOf(mount),
      car: poseOf(row(poses, one, "ego_pose_token")),
      camera: camera.length === 0 ? [] : matrixOf(mount),
    });
  }
  return [...frames.values()];
}

const poseOf = (fields: Fields): Pose => ({
  rotation: fields.numbers("rotation", 4),
  translation: fields.numbers("translation", 3),
});

function matrixOf(mount: Fields): number[] {
  const rows = mount.raw("camera_intrinsic") as unknown[];
  const numbers = rows.flat();
  if (numbers.length === 9 && numbers.every((one) => typeof one === "number" && Number.isFinite(one)))
    return numbers as number[];
  throw unreadable(mount.file, `3 × 3 numbers at ${mount.place}.camera_intrinsic`, "others");
}

/** The scenes of a split; undefined for all. Those of the large data set are listed in a file. */
async function sceneNames(folder: string, version: string, split: string): Promise<Set<string> | undefined> {
  if (split === "all") return undefined;
  const list = join(folder, "splits", `${split}.txt`);
  if (await exists(list)) return new Set(await readLines(list));
  if (version === "v1.0-mini" && split === "val") return new Set(MINI_VAL);
  const expected = `a file with the names of the scenes of ${split}, one a line`;
  throw unreadable(
    list,
    expected,
    "missing",
    "write it from nuscenes-devkit's utils/splits.py, or take the split all",
  );
}
