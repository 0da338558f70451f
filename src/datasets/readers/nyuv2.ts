import { join } from "node:path";
import { readDepth, readImage } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { RgbImage } from "../../image/index.js";
import type { ProtocolHint } from "../dataset.js";
import { exists, filesBelow } from "../folders.js";
import { openHdf5 } from "../formats/hdf5.js";
import { isMatArray } from "../formats/matValue.js";
import { readMat } from "../formats/readMat.js";
import type { DatasetReader, Entry, Opened } from "../reader.js";
import type { DepthSample } from "../sample.js";
import { checkSameSize, truthDepth } from "../truthDepth.js";

const LABELED = "nyu_depth_v2_labeled.mat";
const SPLITS = "splits.mat";
const WIDTH = 640;

/**
 * The toolbox's camera_params.m, whose places count from 1 (rgb_plane2rgb_world.m takes meshgrid(1:W, 1:H)): the
 * first pixel's centre, 1 there, is 0.5 here.
 */
const INTRINSICS = {
  fx: 518.85790117450188,
  fy: 519.46961112127485,
  cx: 325.58244941119034 - 0.5,
  cy: 253.73616633400465 - 0.5,
};

const HINT: ProtocolHint = {
  minMetres: 0.005,
  maxMetres: 10,
  crop: "nyu-eigen",
  note: "654 test pictures, mean of pictures. depths of the .mat are filled in by colour; those of sync_depth are not.",
};

/** NYU Depth V2: the labelled .mat, or the test pictures that papers exchange as JPEG and PNG. */
export const nyuv2: DatasetReader<DepthSample> = {
  name: "nyuv2",
  title: "NYU Depth V2",
  task: "depth",
  splits: ["test", "train", "all"],
  licence: "for research only, no licence text; photos of the authors",
  source: "https://cs.nyu.edu/~fergus/datasets/nyu_depth_v2.html",
  layout: `${LABELED} and ${SPLITS}; or official_splits/test/<scene>/rgb_00045.jpg and sync_depth_00045.png`,
  open: async (folder, split) =>
    (await exists(join(folder, LABELED)))
      ? await openLabeled(folder, split)
      : await openPictures(folder, split),
};

async function openLabeled(folder: string, split: string): Promise<Opened<DepthSample>> {
  const path = join(folder, LABELED);
  const file = await openHdf5(path);
  const [count] = file.shapeOf("depths");
  file.close();
  const numbers =
    split === "all" ? Array.from({ length: count }, (_, i) => i + 1) : await numbersOf(folder, split);
  const wrong = numbers.find((number) => !(Number.isInteger(number) && number >= 1 && number <= count));
  if (wrong !== undefined)
    throw unreadable(
      join(folder, SPLITS),
      `places from 1 to ${count}`,
      `a file with ${wrong}`,
      "take both files of one release",
    );
  const entries = numbers.map((number): Entry<DepthSample> => {
    const id = String(number).padStart(4, "0");
    return { id, files: [path], read: () => readLabeled(path, number - 1, id) };
  });
  return { entries, hint: HINT, ...(split === "test" && { expectedSize: 654 }) };
}

/** MATLAB counts from 1. */
async function numbersOf(folder: string, split: string): Promise<number[]> {
  const name = split === "test" ? "testNdxs" : "trainNdxs";
  const { [name]: places } = await readMat(join(folder, SPLITS), { variables: [name] });
  if (isMatArray(places)) return Array.from(places.data as ArrayLike<number>, Number);
  throw unreadable(
    join(folder, SPLITS),
    `a file with ${name}`,
    "one without",
    "take splits.mat of the data set's page",
  );
}

async function readLabeled(path: string, index: number, id: string): Promise<DepthSample> {
  const file = await openHdf5(path);
  try {
    // HDF5 has MATLAB's axes reversed: picture, (channel,) column, row.
    const stored = file.read("depths", [[index, index + 1]]);
    const picture = file.read("images", [[index, index + 1]]);
    const [, width, height] = stored.shape;
    const isFit = picture.shape.join() === [1, 3, width, height].join() && picture.data instanceof Uint8Array;
    if (!isFit) throw unreadable(path, "images of 3 × width × height bytes", "a file with others");
    const depths = new Float32Array(width * height);
    const rgb = new Uint8Array(3 * width * height);
    for (let x = 0, from = 0; x < width; x++) {
      for (let y = 0; y < height; y++, from++) {
        const to = y * width + x;
        depths[to] = Number(stored.data[from]);
        for (let c = 0; c < 3; c++) rgb[3 * to + c] = Number(picture.data[c * width * height + from]);
      }
    }
    const photo = new RgbImage({ width, height, data: rgb, provenance: { file: path, dataset: "nyuv2" } });
    const depth = truthDepth({ width, height, data: depths, file: path, dataset: "nyuv2" });
    return { id, photo, depth, ...(width === WIDTH && { intrinsics: INTRINSICS }) };
  } finally {
    file.close();
  }
}

async function openPictures(folder: string, split: string): Promise<Opened<DepthSample>> {
  const root = (await exists(join(folder, "official_splits"))) ? join(folder, "official_splits") : folder;
  const wanted = await filesBelow(root, /^sync_depth_\d+\.png$/);
  const kept = split === "all" ? wanted : wanted.filter((path) => path.startsWith(`${split}/`));
  const entries = kept.map((path): Entry<DepthSample> => {
    const depthFile = join(root, path);
    const photoFile = depthFile.replace(/sync_depth_(\d+)\.png$/, "rgb_$1.jpg");
    const id = path.replace(/sync_depth_(\d+)\.png$/, "$1");
    const read = async (): Promise<DepthSample> => {
      const photo = await readImage(photoFile);
      const depth = await readDepth(depthFile, { scale: "millimetres" });
      checkSameSize(photo, depth, photoFile, depthFile);
      return { id, photo, depth, ...(photo.width === WIDTH && { intrinsics: INTRINSICS }) };
    };
    return { id, files: [photoFile, depthFile], read };
  });
  return { entries, hint: HINT, ...(split === "test" && { expectedSize: 654 }) };
}
