import type { Report } from "./report.js";

/** Measures once; the number of rounds is for contests. */
export type Measure = (rounds: number) => Promise<Report>;

/** One benchmark: contests that are run one after another. */
export interface Case {
  readonly summary: string;
  load(): Promise<readonly Measure[]>;
}

export type Cases = Readonly<Record<string, Case>>;

/** Every benchmark by name, loaded only when it is called. */
export const cases: Cases = {
  codecs: {
    summary:
      "depth, normals, classes: the plain way, NumPy where it is, ours, copying memory (about 3 minutes)",
    load: async () => (await import("./cases/codecs/index.js")).codecMeasures(),
  },
  depth: {
    summary: "painted depth → metres and back, 1024²",
    load: async () => (await import("./cases/depth.js")).depthContests(),
  },
  evaluation: {
    summary: "scores of depth, normals, classes and masks beside NumPy and plain loops (about 1 minute)",
    load: async () => (await import("./cases/evaluation/index.js")).evaluationMeasures(),
  },
  inference: {
    summary:
      "networks in a process of their own beside the bare runtime, and a cell that paints (about 1 minute)",
    load: async () => (await import("./cases/inference/index.js")).inferenceMeasures(),
  },
  instances: {
    summary: "painted instances → ids and records: pictures of several kinds, then 1, 4 and 16 megapixels",
    load: async () => (await import("./cases/instances.js")).instanceMeasures(),
  },
  kernel: {
    summary: "our kernel and stock tslab: start, cells, widgets, printing, memory (about 4 minutes)",
    load: async () => (await import("./cases/kernel/index.js")).kernelMeasures(),
  },
  views: {
    summary:
      "the three views in Chromium: opening, hovering, dragging, running again, sizes (about 2 minutes)",
    load: async () => (await import("./cases/views/index.js")).viewMeasures(),
  },
};
