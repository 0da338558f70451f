/** One verb of the command `peel`. `run` throws a typed error for bad input; `main.ts` turns it into an exit code. */
export interface Verb {
  usage: string;
  /** the usage of what the arguments call, for verbs that are followed by a task */
  usageFor?(args: string[]): Promise<string>;
  run(args: string[]): Promise<void>;
}

interface Entry {
  summary: string;
  load(): Promise<Verb>;
}

/** Every verb, loaded only when it is called: `peel decode` must not wait for a Jupyter server to load. */
export const verbs: Record<string, Entry> = {
  bake: {
    summary: "make a page, or a notebook, whose views explore without a kernel",
    load: () => import("./verbs/bake.js"),
  },
  ceiling: {
    summary: "tell how far decoding alone takes a generator, by each data set's protocol",
    load: () => import("./verbs/ceiling.js"),
  },
  cloud: { summary: "make points or a surface of depth", load: () => import("./verbs/cloud.js") },
  convert: {
    summary: "turn depth, normals, ids and pictures into other formats",
    load: () => import("./verbs/convert.js"),
  },
  decode: { summary: "decode a painted picture into measurements", load: () => import("./verbs/decode.js") },
  encode: { summary: "paint measurements exactly", load: () => import("./verbs/encode.js") },
  eval: { summary: "score a generator on a benchmark", load: () => import("./verbs/eval.js") },
  execute: {
    summary: "run a notebook and save it with outputs and widgets",
    load: () => import("./verbs/execute.js"),
  },
  install: {
    summary: "install kernel and views for another JupyterLab",
    load: () => import("./verbs/install.js"),
  },
  doctor: {
    summary: "tell what is installed, what is wrong and how to mend it",
    load: () => import("./verbs/doctor.js"),
  },
  gpu: {
    summary: "tell which devices compute here; fetch what NVIDIA cards need",
    load: () => import("./verbs/gpu.js"),
  },
  lab: { summary: "open JupyterLab on this folder", load: () => import("./verbs/lab.js") },
  models: { summary: "list, fetch and remove public models", load: () => import("./verbs/models.js") },
  publish: {
    summary: "run a notebook and save it as it will be on every run, or check that it is",
    load: () => import("./verbs/publish.js"),
  },
  report: {
    summary: "write scores, classes and worst samples of evaluations",
    load: () => import("./verbs/report.js"),
  },
  run: {
    summary: "paint depth, normals or masks of photos, and decode them",
    load: () => import("./verbs/run.js"),
  },
  samples: {
    summary: "list, fetch and remove pictures that the paper's page has published",
    load: () => import("./verbs/samples.js"),
  },
  score: { summary: "score files by a named protocol", load: () => import("./verbs/score.js") },
  suite: {
    summary: "write synthetic scenes in the layouts of real data sets",
    load: () => import("./verbs/suite.js"),
  },
  uninstall: { summary: "remove what install has put there", load: () => import("./verbs/uninstall.js") },
  worker: {
    summary: "work on the samples of evaluations elsewhere",
    load: () => import("./verbs/worker.js"),
  },
};
