import { join } from "node:path";
import type { Intrinsics } from "../../geometry/intrinsics.js";
import { unreadable } from "../../image/formats/raster.js";
import type { NdArray } from "../../image/index.js";
import { type BinaryMask, RgbImage } from "../../image/index.js";
import { exists, inside, namesIn, readLines } from "../folders.js";
import { isMatArray, isMatStruct, type MatStruct } from "../formats/matValue.js";
import { readMat } from "../formats/readMat.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { DepthSample } from "../sample.js";
import { storedCamera } from "../storedCamera.js";
import { truthDepth } from "../truthDepth.js";

/** iBims-1: a hundred rooms with depth of a laser scanner, edges, and masks of planes. */
export const ibims: DatasetReader<DepthSample> = {
  name: "ibims",
  title: "iBims-1",
  task: "depth",
  splits: ["test"],
  licence: "for academic use only, on request",
  source: "https://www.asg.ed.tum.de/lmf/ibims1/ (ibims1_core_mat)",
  layout: "ibims1_core_mat/<name>.mat (or *.mat in the folder itself); imagelist.txt if not all are meant",
  open: async (folder) => {
    const root = (await exists(join(folder, "ibims1_core_mat"))) ? join(folder, "ibims1_core_mat") : folder;
    const list = join(folder, "imagelist.txt");
    const names = (await exists(list))
      ? (await readLines(list)).map((name) => name.replace(/\.mat$/, ""))
      : (await namesIn(root)).filter((name) => name.endsWith(".mat")).map((name) => name.slice(0, -4));
    const entries = names.map((id): Entry<DepthSample> => {
      const file = inside(root, `${id}.mat`, list);
      return { id, files: [file], read: () => readRoom(id, file) };
    });
    const note =
      "100 pictures, mean of pictures; mask_invalid and mask_transp have been taken out of the depth.";
    return { entries, hint: { minMetres: 0.005, maxMetres: 25, note }, expectedSize: 100 };
  },
};

async function readRoom(id: string, file: string): Promise<DepthSample> {
  const { data: struct } = await readMat(file, { variables: ["data"] });
  if (!isMatStruct(struct))
    throw unreadable(file, "a .mat with the struct data", "one without", "take ibims1_core_mat");
  const stored = arrayOf(struct, "depth", file);
  const [height, width] = stored.shape;
  const rgb = arrayOf(struct, "rgb", file);
  if (rgb.shape.join() !== [height, width, 3].join() || !(rgb.data instanceof Uint8Array))
    throw unreadable(
      file,
      `data.rgb of ${height} × ${width} × 3 bytes`,
      `of shape (${rgb.shape.join(", ")})`,
    );
  const masks: Record<string, BinaryMask> = {};
  for (const name of ["mask_invalid", "mask_transp", "edges", "mask_wall", "mask_floor", "mask_table"]) {
    const mask = struct[name];
    if (isMatArray(mask) && mask.shape.join() === stored.shape.join())
      masks[name] = { width, height, data: Uint8Array.from(mask.data as ArrayLike<number>, Number) };
  }
  // In both masks 1 is a pixel that counts (the archive's readme).
  const counts = [masks.mask_invalid, masks.mask_transp].filter((mask) => mask !== undefined);
  const metresOf = (value: number, i: number): number =>
    value === 0 || counts.some(({ data }) => data[i] === 0) ? Number.NaN : value;
  const depth = truthDepth({ width, height, data: stored.data, file, dataset: "ibims", metresOf });
  const photo = new RgbImage({ width, height, data: rgb.data, provenance: { file, dataset: "ibims" } });
  const intrinsics = cameraOf(arrayOf(struct, "calib", file), file);
  return { id, photo, depth, masks, ...(intrinsics && { intrinsics }) };
}

function arrayOf(struct: MatStruct, key: string, file: string): NdArray {
  const value = struct[key];
  if (isMatArray(value) && value.shape.length >= 2) return value;
  throw unreadable(
    file,
    `a .mat with data.${key}`,
    "one without",
    "take ibims1_core_mat of the data set's page",
  );
}

/** MATLAB's cameraParameters: the transposed matrix, with places that count from 1. */
function cameraOf({ shape, data }: NdArray, file: string): Intrinsics | undefined {
  if (shape.join() !== "3,3") return undefined;
  const k = Array.from(data as ArrayLike<number>, Number);
  const [cx, cy] = k[6] !== 0 ? [k[6], k[7]] : [k[2], k[5]];
  return storedCamera({ fx: k[0], fy: k[4], cx: cx - 1, cy: cy - 1 }, file);
}
