"""A tiny nuScenes: two key frames, one camera and one scanner each, with poses that differ in time."""

import numpy as np
from scipy.spatial.transform import Rotation

from common import H, K, W, corner, dump, path, random, save_jpg, told


def pose(token, seed, base):
    rng = random(seed)
    rotation = Rotation.from_rotvec(rng.uniform(-0.1, 0.1, 3)) * base
    x, y, z, w = rotation.as_quat()
    return {"token": token, "rotation": [w, x, y, z], "translation": rng.uniform(-0.5, 0.5, 3).tolist()}


def matrix(p):
    w, x, y, z = p["rotation"]
    m = np.eye(4)
    m[:3, :3] = Rotation.from_quat([x, y, z, w]).as_matrix()
    m[:3, 3] = p["translation"]
    return m


# A camera looks along x of the car: its x is the car's −y, its y the car's −z.
LOOK = Rotation.from_matrix(np.array([[0.0, 0, 1], [-1, 0, 0], [0, -1, 0]]))
same = Rotation.identity()
k3 = [[K["fx"], 0.0, K["cx"]], [0.0, K["fy"], K["cy"]], [0.0, 0.0, 1.0]]
tables = {name: [] for name in ["scene", "sample", "sample_data", "calibrated_sensor", "ego_pose", "sensor"]}
tables["sensor"] = [{"token": "s-cam", "channel": "CAM_FRONT"}, {"token": "s-lidar", "channel": "LIDAR_TOP"}]
camera, lidar = pose("c-cam", 1, LOOK), pose("c-lidar", 2, same)
tables["calibrated_sensor"] = [
    {**camera, "sensor_token": "s-cam", "camera_intrinsic": k3},
    {**lidar, "sensor_token": "s-lidar", "camera_intrinsic": []},
]
expected = {"val": [], "all": []}
for n, scene in enumerate(["scene-0061", "scene-0103"]):
    tables["scene"].append({"token": f"t-{scene}", "name": scene})
    tables["sample"].append({"token": f"frame{n}", "scene_token": f"t-{scene}"})
    poses = [pose(f"p-cam{n}", 10 + n, same), pose(f"p-lidar{n}", 20 + n, same)]
    tables["ego_pose"] += poses
    names = [f"samples/CAM_FRONT/{n}__CAM_FRONT.jpg", f"samples/LIDAR_TOP/{n}__LIDAR_TOP.pcd.bin"]
    for name, sensor, p in zip(names, ["c-cam", "c-lidar"], poses):
        for key in [True, False]:  # a sweep between key frames, which is not read
            tables["sample_data"].append({"token": name + str(key), "sample_token": f"frame{n}", "is_key_frame": key,
                                          "filename": name if key else "sweeps/none", "calibrated_sensor_token": sensor, "ego_pose_token": p["token"]})
    seen = save_jpg(path("nuscenes", names[0]), 30 + n)
    rng = random(40 + n)
    points = np.stack([rng.uniform(-3, 30, 400), rng.uniform(-14, 14, 400), rng.uniform(-10, 10, 400),
                       rng.uniform(0, 255, 400), rng.randint(0, 32, 400)], 1).astype("<f4")
    points.tofile(path("nuscenes", names[1]))
    world = matrix(poses[1]) @ matrix(lidar) @ np.concatenate([points[:, :3].astype("f8"), np.ones((400, 1))], 1).T
    seen_by = np.linalg.inv(matrix(camera)) @ np.linalg.inv(matrix(poses[0])) @ world
    u, v = (np.array(k3) @ seen_by[:3])[:2] / seen_by[2]
    depth = np.full((H, W), np.nan)
    for x, y, z in zip(np.floor(u + 0.5).astype(int), np.floor(v + 0.5).astype(int), seen_by[2]):
        if z > 1 and 0 <= x < W and 0 <= y < H and not depth[y, x] <= z:
            depth[y, x] = z
    sample = {"id": f"{scene}/frame{n}/CAM_FRONT", "photo": told(seen), "depth": told(depth.astype("f4")), "intrinsics": corner()}
    expected["all"].append(sample)
    if scene == "scene-0103":
        expected["val"].append(sample)
for name, rows in tables.items():
    dump(path("nuscenes", "v1.0-mini", f"{name}.json"), rows)
dump(path("nuscenes", "expected.json"), expected)
