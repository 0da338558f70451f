"""Tiny NYUv2, KITTI, ETH3D, DIODE, iBims-1, ScanNet, Virtual KITTI 2, Hypersim and Sintel."""

import struct

import h5py
import numpy as np
import scipy.io

from common import H, K, W, corner, dump, f4, metres, path, photo, save_jpg, save_png, save_png16, text, told, write

nan = np.nan


def nyuv2():
    count = 3
    depths = f4([metres(i) for i in range(count)])
    depths[1, 2, 3] = 0
    images = np.array([photo(10 + i) for i in range(count)])
    with h5py.File(path("nyuv2", "nyu_depth_v2_labeled.mat"), "w", userblock_size=512) as file:
        # MATLAB writes H × W × N arrays, which HDF5 sees with their axes reversed.
        file.create_dataset("depths", data=depths.transpose(0, 2, 1), compression="gzip")
        file.create_dataset("images", data=images.transpose(0, 3, 2, 1), compression="gzip")
        for key, name in [("depths", b"single"), ("images", b"uint8")]:
            file[key].attrs["MATLAB_class"] = np.bytes_(name)
    with open(path("nyuv2", "nyu_depth_v2_labeled.mat"), "r+b") as file:
        file.write(b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\x00\x02IM")
    splits = {"testNdxs": np.array([[3.0], [2.0]]), "trainNdxs": np.array([[1.0]])}
    scipy.io.savemat(path("nyuv2", "splits.mat"), splits, format="5")
    truth = np.where(depths == 0, nan, depths)
    dump(path("nyuv2", "expected.json"), {
        split: [{"id": f"{n:04d}", "photo": told(images[n - 1]), "depth": told(truth[n - 1])} for n in numbers]
        for split, numbers in {"test": [3, 2], "train": [1], "all": [1, 2, 3]}.items()
    })
    mm = (metres(20) * 1000).astype("u2")
    mm[0, 0] = 0
    folder = ("nyuv2-sync", "official_splits", "test", "bathroom")
    seen = save_jpg(path(*folder, "rgb_00045.jpg"), 21)
    save_png16(path(*folder, "sync_depth_00045.png"), mm)
    dump(path("nyuv2-sync", "expected.json"), {
        "test": [{"id": "test/bathroom/00045", "photo": told(seen), "depth": told(f4(np.where(mm == 0, nan, mm / 1000)))}]
    })


def kitti():
    stored = (metres(30, 2, 80) * 256).astype("u2")
    stored[::2] = 0
    depth = told(f4(np.where(stored == 0, nan, stored / 256)))
    drive = "2011_09_26_drive_0002_sync"
    picture = f"2011_09_26/{drive}/image_02/data/0000000069.png"
    truth = f"{drive}/proj_depth/groundtruth/image_02/0000000069.png"
    rgb = photo(31)
    save_png(path("kitti", "raw", picture), rgb)
    save_png16(path("kitti", "data_depth_annotated", "val", truth), stored)
    other = picture.replace("0069", "0005")
    text(path("kitti", "eigen_test_files_with_gt.txt"), [f"{picture} {truth} 721.5377", f"{other} None 721.5377"])
    k = [K["fx"], 0, K["cx"], 44.8, 0, K["fy"], K["cy"], 0.2, 0, 0, 1, 0.003]
    numbers = " ".join(f"{v:e}" for v in k)
    text(path("kitti", "raw", "2011_09_26", "calib_cam_to_cam.txt"), ["calib_time: 09-Jan-2012 13:57:47", f"P_rect_02: {numbers}"])
    eigen = [{"id": picture[:-4], "photo": told(rgb), "depth": depth, "intrinsics": corner()}]
    name = f"{drive}_image_0000000005_image_02.png"
    selection = ("kitti", "depth_selection", "val_selection_cropped")
    save_png(path(*selection, "image", name), rgb)
    save_png16(path(*selection, "groundtruth_depth", name.replace("_sync_image_", "_sync_groundtruth_depth_")), stored)
    text(path(*selection, "intrinsics", name.replace(".png", ".txt")), [" ".join(map(str, [K["fx"], 0, K["cx"], 0, K["fy"], K["cy"], 0, 0, 1]))])
    val = [{"id": name[:-4], "photo": told(rgb), "depth": depth, "intrinsics": corner()}]
    dump(path("kitti", "expected.json"), {"eigen": eigen, "val-selection": val})


def eth3d():
    depth = f4(metres(40, 1, 30))
    depth[1, 1] = np.inf
    seen = save_jpg(path("eth3d", "courtyard", "images", "dslr_images", "DSC_0286.JPG"), 41)
    depth.astype("<f4").tofile(path("eth3d", "courtyard", "ground_truth_depth", "dslr_images", "DSC_0286.JPG"))
    text(path("eth3d", "courtyard", "dslr_calibration_jpg", "cameras.txt"), [
        "# Camera list with one line of data per camera:",
        f"0 PINHOLE {W} {H} {K['fx']} {K['fy']} 3.5 2.25",
    ])
    k = {"fx": K["fx"], "fy": K["fy"], "cx": 3.5, "cy": 2.25}
    truth = told(np.where(np.isinf(depth), nan, depth))
    dump(path("eth3d", "expected.json"), {"train": [{"id": "courtyard/DSC_0286", "photo": told(seen), "depth": truth, "intrinsics": k}]})


def diode():
    expected = {"indoors": [], "outdoor": []}
    for seed, split in enumerate(expected):
        stem = f"{split}/scene_00019/scan_00183/00019_00183_{split}_000_010"
        depth = f4(metres(50 + seed))[:, :, None]
        mask = (metres(52 + seed) > 2).astype("f4")
        rgb = photo(54 + seed)
        save_png(path("diode", f"{stem}.png"), rgb)
        np.save(path("diode", f"{stem}_depth.npy"), depth)
        np.save(path("diode", f"{stem}_depth_mask.npy"), mask)
        expected[split].append({"id": stem, "photo": told(rgb), "depth": told(np.where(mask == 0, nan, depth[:, :, 0]))})
    dump(path("diode", "expected.json"), {**expected, "all": expected["indoors"] + expected["outdoor"]})


def ibims():
    depth = metres(60)
    depth[0, 1] = 0
    valid = np.ones((H, W), "u1")
    valid[2, 2] = 0
    solid = np.ones((H, W), "u1")
    solid[4, 6] = 0
    edges = (metres(61) > 7).astype("u1")
    calib = np.array([[K["fx"], 0, 0], [0, K["fy"], 0], [4.25, 3.5, 1]])
    rgb = photo(62)
    data = {"rgb": rgb, "depth": depth, "calib": calib, "edges": edges, "mask_invalid": valid, "mask_transp": solid,
            "mask_wall": np.array([[1, 2, 3]], "u1"), "filename": "corridor_01"}
    for name, packed in [("corridor_01", False), ("lab_02", True)]:
        scipy.io.savemat(path("ibims", "ibims1_core_mat", f"{name}.mat"), {"data": data}, do_compression=packed)
    text(path("ibims", "imagelist.txt"), ["lab_02", "corridor_01"])
    truth = told(f4(np.where((depth == 0) | (valid == 0) | (solid == 0), nan, depth)))
    # MATLAB counts from 1: the first centre, 1 there, is 0.5 from the corner.
    k = {"fx": K["fx"], "fy": K["fy"], "cx": 3.75, "cy": 3.0}
    sample = {"photo": told(rgb), "depth": truth, "intrinsics": k, "masks": {"edges": told(edges), "mask_transp": told(solid)}}
    dump(path("ibims", "expected.json"), {"test": [{"id": "lab_02", **sample}, {"id": "corridor_01", **sample}]})


def scannet():
    expected = []
    for number in [2, 10]:
        mm = (metres(70 + number) * 1000).astype("u2")
        mm[3, 3] = 0
        folder = ("scannet", "scans", "scene0011_00")
        seen = save_jpg(path(*folder, "color", f"{number}.jpg"), 71)
        save_png16(path(*folder, "depth", f"{number}.png"), mm)
        expected.append({"id": f"scene0011_00/{number}", "photo": told(seen), "depth": told(f4(np.where(mm == 0, nan, mm / 1000))), "intrinsics": corner()})
    rows = [[K["fx"], 0, K["cx"], 0], [0, K["fy"], K["cy"], 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    text(path("scannet", "scans", "scene0011_00", "intrinsic", "intrinsic_depth.txt"), [" ".join(map(str, row)) for row in rows])
    text(path("scannet", "splits", "val.txt"), ["scene0011_00"])
    dump(path("scannet", "expected.json"), {"all": expected, "val": expected})


def vkitti2():
    cm = (metres(80, 2, 90) * 100).astype("u2")
    cm[0] = 65535
    base = ("vkitti2", "Scene01", "clone")
    seen = save_jpg(path(*base, "frames", "rgb", "Camera_0", "rgb_00007.jpg"), 81)
    save_png16(path(*base, "frames", "depth", "Camera_0", "depth_00007.png"), cm)
    rows = ["frame cameraID K[0,0] K[1,1] K[0,2] K[1,2]", "7 1 1 1 1 1", f"7 0 {K['fx']} {K['fy']} {K['cx']} {K['cy']}"]
    text(path(*base, "intrinsic.txt"), rows)
    truth = told(f4(np.where(cm == 65535, np.inf, cm / 100)))
    sample = {"id": "Scene01/clone/Camera_0/00007", "photo": told(seen), "depth": truth, "intrinsics": corner()}
    dump(path("vkitti2", "expected.json"), {"all": [sample], "clone": [sample]})


def hypersim():
    expected = []
    straight = np.array([[np.tan(np.pi / 6), 0, 0], [0, np.tan(np.pi / 6) * H / W, 0], [0, 0, -1.0]])
    tilted = straight + np.array([[0, 0, 0.1], [0, 0, -0.05], [0, 0.02, 0]])
    u = np.linspace(-1 + 1 / W, 1 - 1 / W, W)
    v = np.linspace(-1 + 1 / H, 1 - 1 / H, H)[::-1]
    for scene, matrix in [("ai_001_001", straight), ("ai_002_001", tilted)]:
        far = metres(90, 1, 9).astype("f2")
        far[2, 4] = nan
        normals = metres(91, -1, 1, 3 * W).reshape(H, W, 3)
        normals /= np.linalg.norm(normals, axis=2, keepdims=True)
        normals = normals.astype("f2")
        normals[1, 1] = 0
        base = ("hypersim", scene, "images")
        seen = save_jpg(path(*base, "scene_cam_00_final_preview", "frame.0003.tonemap.jpg"), 92)
        with h5py.File(path(*base, "scene_cam_00_geometry_hdf5", "frame.0003.depth_meters.hdf5"), "w") as file:
            file.create_dataset("dataset", data=far, compression="gzip")
        with h5py.File(path(*base, "scene_cam_00_geometry_hdf5", "frame.0003.normal_cam.hdf5"), "w") as file:
            file.create_dataset("dataset", data=normals, compression="gzip")
        rays = np.stack(np.broadcast_arrays(u[None, :], v[:, None], 1.0), 2) @ matrix.T
        z = far.astype("f8") * -rays[:, :, 2] / np.linalg.norm(rays, axis=2)
        length = np.linalg.norm(normals.astype("f8"), axis=2, keepdims=True)
        with np.errstate(invalid="ignore"):
            unit = np.where(length > 0.5, normals / length, nan)
        focal = W / 2 / np.tan(np.pi / 6)
        k = {"fx": focal, "fy": focal, "cx": W / 2, "cy": H / 2} if scene == "ai_001_001" else None
        expected.append({"id": f"{scene}/cam_00/0003", "photo": told(seen), "depth": told(f4(z)), "normals": told(f4(unit)), "intrinsics": k})
    columns = [f"M_cam_from_uv_{r}{c}" for r in range(3) for c in range(3)]
    rows = [",".join(["scene_name", "settings_output_img_width", *columns])]
    rows += [",".join([scene, str(W), *map(repr, matrix.ravel().tolist())]) for scene, matrix in [("ai_001_001", straight), ("ai_002_001", tilted)]]
    text(path("hypersim", "metadata_camera_parameters.csv"), rows)
    text(path("hypersim", "metadata_images_split_scene_v1.csv"), [
        "scene_name,camera_name,frame_id,included_in_public_release,exclude_reason,split_partition_name",
        "ai_001_001,cam_00,3,True,,test",
        "ai_002_001,cam_00,3,False,blank image,test",
    ])
    dump(path("hypersim", "expected.json"), {"test": expected[:1], "all": expected})


def sintel():
    depth = f4(metres(95, 0.2, 400))
    rgb = photo(96)
    save_png(path("sintel", "training", "final", "alley_1", "frame_0001.png"), rgb)
    write(path("sintel", "training", "depth", "alley_1", "frame_0001.dpt"), struct.pack("<fii", 202021.25, W, H) + depth.astype("<f4").tobytes())
    m = np.array([[K["fx"], 0, K["cx"]], [0, K["fy"], K["cy"]], [0, 0, 1.0]])
    write(path("sintel", "training", "camdata_left", "alley_1", "frame_0001.cam"), struct.pack("<f", 202021.25) + m.astype("<f8").tobytes() + np.eye(3, 4).astype("<f8").tobytes())
    dump(path("sintel", "expected.json"), {"final": [{"id": "alley_1/frame_0001", "photo": told(rgb), "depth": told(depth), "intrinsics": corner()}]})


if __name__ == "__main__":
    for make in [nyuv2, kitti, eth3d, diode, ibims, scannet, vkitti2, hypersim, sintel]:
        make()
