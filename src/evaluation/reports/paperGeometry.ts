import { higher, lower, type PaperTable, rowOf } from "./paperTable.js";

const both = { intrinsics: "in training and inference" } as const;
const training = { intrinsics: "in training" } as const;

const SETS = ["NYU", "iBims-1", "ETH3D", "DIODE indoor", "KITTI", "nuScenes"];
const UNTOLD = "Crops, caps, resolutions and the number of pictures for each sample are not published.";

export const depthTable: PaperTable = {
  title: "Metric depth, δ1",
  label: "table 6",
  columns: higher(...SETS.map((name) => `${name} δ1`)),
  rows: [
    rowOf("DepthLM-7B", [0.915, 0.92, 0.718, null, null, 0.865], { ...both, note: "trained on nuScenes" }),
    rowOf("Depth Anything 3", [0.963, null, 0.917, 0.838, 0.953, null], both),
    rowOf("Depth Pro", [0.961, 0.913, 0.415, 0.671, 0.843, 0.491], {
      ...training,
      note: "KITTI as Depth Anything 3 reports it",
    }),
    rowOf("UniK3D", [0.965, 0.919, 0.687, 0.713, 0.812, 0.84], training),
    rowOf("MoGe-2", [0.961, 0.83, 0.908, 0.664, 0.629, 0.82], training),
    rowOf("Vision Banana", [0.948, 0.934, 0.935, 0.917, 0.915, 0.643], { intrinsics: "neither" }),
  ],
  assumption: `${UNTOLD} No alignment, no intrinsics.`,
};

export const depthErrorTable: PaperTable = {
  title: "Metric depth, AbsRel",
  label: "table 6",
  columns: lower(...SETS.map((name) => `${name} AbsRel`)),
  rows: [
    rowOf("DepthLM-7B", [null, null, null, null, null, null], { ...both, note: "not given" }),
    rowOf("Depth Anything 3", [0.07, null, 0.104, 0.123, 0.086, null], both),
    rowOf("Depth Pro", [null, null, 0.327, 0.199, 0.121, 0.287], {
      ...training,
      note: "KITTI as Depth Anything 3 reports it",
    }),
    rowOf("UniK3D", [0.074, 0.104, 0.236, 0.161, 0.174, 0.189], training),
    rowOf("MoGe-2", [0.0733, 0.136, 0.104, 0.175, 0.181, 0.195], training),
    rowOf("Vision Banana", [0.081, 0.078, 0.103, 0.108, 0.107, 0.219], { intrinsics: "neither" }),
  ],
  assumption: `${UNTOLD} No alignment, no intrinsics.`,
};

export const normalsTable: PaperTable = {
  title: "Surface normals, mean and median angular error",
  label: "table 7",
  columns: lower(
    ...["NYUv2", "DIODE indoor", "ScanNet", "VKITTI"].flatMap((name) => [
      `${name} mean °`,
      `${name} median °`,
    ]),
  ),
  rows: [
    rowOf("Marigold", [20.864, 11.134, 16.671, 12.084, 21.284, 12.268, null, null]),
    rowOf("DSINE", [16.4, 8.4, 18.453, 13.871, 16.2, 8.3, 28.9, 9.9]),
    rowOf("StableNormal", [19.707, 10.527, 13.701, 9.46, 18.098, 10.097, null, null]),
    rowOf("Lotus-2-Normal", [16.9, null, 18.575, null, 14.2, null, 28.894, 9.677], {
      note: "trained on VKITTI",
    }),
    rowOf("Vision Banana", [17.778, 8.876, 13.818, 11.556, 15.052, 7.468, 29.063, 10.699]),
  ],
  assumption: "Whether pixels are pooled or pictures meant is not published.",
};

export const preferenceTable: PaperTable = {
  title: "Generation and editing, against Nano Banana Pro, by people",
  label: "section 4",
  columns: higher("GenAI-Bench wins %", "ImgEdit wins %"),
  rows: [rowOf("Vision Banana", [53.5, 47.8]), rowOf("Nano Banana Pro", [46.5, 52.2])],
  assumption: "How many people judged how many pairs is not published; ties are left out.",
};
