import { formatHdf5 } from "../formats/hdf5.js";
import { formatCam, formatDpt } from "../formats/sintel.js";
import { type Layout, padded } from "../layout.js";
import { eitherKind, type Frame, type Shot } from "../shots.js";

/** 60 degrees across (apple/ml-hypersim, issue 9). */
const FOCAL = 512 / Math.tan(Math.PI / 6);
const HYPERSIM: Frame = { width: 1024, height: 768, fx: FOCAL, fy: FOCAL, cx: 512, cy: 384 };

export const hypersim: Layout = {
  name: "hypersim",
  splits: ["test"],
  differs: "float32 where the real files have halves, which h5wasm does not write",
  async write(files, shots) {
    const { width, height } = HYPERSIM;
    const [scene, split] = ["ai_001_001", ["scene_name,camera_name,frame_id,included_in_public_release"]];
    split[0] += ",exclude_reason,split_partition_name";
    for (let i = 0; i < shots.count; i++) {
      const shot = await shots.take(i, "room", HYPERSIM);
      const frame = `frame.${padded(i, 4)}`;
      const geometry = `${scene}/images/scene_cam_00_geometry_hdf5/${frame}`;
      await files.jpeg(`${scene}/images/scene_cam_00_final_preview/${frame}.tonemap.jpg`, shot.photo);
      await files.bytes(
        `${geometry}.depth_meters.hdf5`,
        await formatHdf5("dataset", [height, width], distancesOf(shot)),
      );
      await files.bytes(
        `${geometry}.normal_cam.hdf5`,
        await formatHdf5("dataset", [height, width, 3], shot.normals.data as Float32Array),
      );
      split.push(`${scene},cam_00,${i},True,,test`);
    }
    await files.lines("metadata_images_split_scene_v1.csv", split);
    const [across, down] = [width / 2 / HYPERSIM.fx, height / 2 / HYPERSIM.fy];
    const places = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => `M_cam_from_uv_${row}${column}`));
    const matrix = [across, 0, 0, 0, down, 0, 0, 0, -1];
    await files.lines("metadata_camera_parameters.csv", [
      ["scene_name", ...places].join(","),
      [scene, ...matrix].join(","),
    ]);
  },
};

/** Along rays, as the renderer of Hypersim measures. */
function distancesOf({ depth, frame: { width, fx, fy, cx, cy } }: Shot): Float32Array {
  return Float32Array.from(depth.data, (metres, i) => {
    const [x, y] = [((i % width) + 0.5 - cx) / fx, (Math.floor(i / width) + 0.5 - cy) / fy];
    return metres * Math.hypot(x, y, 1);
  });
}

/** Camera of the film's alley; places count from the first pixel's centre. */
const SINTEL: Frame = { width: 1024, height: 436, fx: 1120, fy: 1120, cx: 512, cy: 218 };
/** In the film the sky is painted on something far away. */
const BACKDROP_METRES = 5000;

export const sintel: Layout = {
  name: "sintel",
  splits: ["final"],
  differs: "both passes show the same picture; the sky is 5 km away",
  async write(files, shots) {
    const { width, height, fx, fy, cx, cy } = SINTEL;
    for (let i = 0; i < shots.count; i++) {
      const { photo, depth } = await shots.take(i, eitherKind(i), SINTEL);
      const id = `alley_1/frame_${padded(i + 1, 4)}`;
      const data = Float32Array.from(depth.data, (metres) => Math.min(metres, BACKDROP_METRES));
      for (const pass of ["final", "clean"]) await files.png(`training/${pass}/${id}.png`, photo);
      await files.bytes(`training/depth/${id}.dpt`, formatDpt(width, height, data));
      const still = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
      await files.bytes(
        `training/camdata_left/${id}.cam`,
        formatCam([fx, 0, cx - 0.5, 0, fy, cy - 0.5, 0, 0, 1], still),
      );
    }
  },
};
