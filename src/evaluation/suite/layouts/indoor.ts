import { type Layout, padded } from "../layout.js";
import { type Frame, isRead, storedDepth } from "../shots.js";

/** The toolbox's camera (camera_params.m), which counts from 1. */
const NYU: Frame = {
  ...{ width: 640, height: 480, fx: 518.8579, fy: 519.4696 },
  ...{ cx: 325.5824 - 0.5, cy: 253.7362 - 0.5 },
};
/** A Kinect reads as far as this, and nothing of some surfaces. */
const KINECT_METRES = 10;
const kinect = {
  maxMetres: KINECT_METRES,
  isKept: (x: number, y: number) => isRead(x, y, 0.97, 6),
};

/** As papers exchange the test pictures; the labelled .mat is one HDF5 of all pictures, with what no Node library writes. */
export const nyuv2: Layout = {
  name: "nyuv2",
  splits: ["test"],
  differs: "the pictures of the official split, not the labelled .mat",
  async write(files, shots) {
    for (let i = 0; i < shots.count; i++) {
      const shot = await shots.take(i, "room", NYU);
      const folder = "official_splits/test/room";
      await files.jpeg(`${folder}/rgb_${padded(i, 5)}.jpg`, shot.photo);
      await files.levels(`${folder}/sync_depth_${padded(i, 5)}.png`, NYU, storedDepth(shot, 1000, kinect));
    }
  },
};

/** intrinsic_depth.txt of scene0000_00; places count from the first pixel's centre. */
const SCANNET_LINE = [577.870605, 0, 319.5, 0, 0, 577.870605, 239.5, 0, 0, 0, 1, 0, 0, 0, 0, 1];
const SCANNET_DEPTH: Frame = {
  width: 640,
  height: 480,
  fx: 577.870605,
  fy: 577.870605,
  cx: 320,
  cy: 240,
};
/** The photo's camera sees the same, stretched to its size. */
const SCANNET_PHOTO: Frame = {
  ...{ width: 1296, height: 968, cx: 648, cy: 484 },
  ...{ fx: (577.870605 * 1296) / 640, fy: (577.870605 * 968) / 480 },
};

export const scannet: Layout = {
  name: "scannet",
  splits: ["all"],
  parts: 2,
  async write(files, shots) {
    const folder = "scans/scene0000_00";
    for (let i = 0; i < shots.count; i++) {
      const { photo } = await shots.take(i, "room", SCANNET_PHOTO);
      const shot = await shots.take(i, "room", SCANNET_DEPTH);
      await files.jpeg(`${folder}/color/${i}.jpg`, photo);
      await files.levels(`${folder}/depth/${i}.png`, SCANNET_DEPTH, storedDepth(shot, 1000, kinect));
    }
    const rows = [0, 4, 8, 12].map((row) => SCANNET_LINE.slice(row, row + 4).join(" "));
    await files.lines(`${folder}/intrinsic/intrinsic_depth.txt`, rows);
    await files.lines("splits/val.txt", ["scene0000_00"]);
  },
};
