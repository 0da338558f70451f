import { verbOfTasks } from "../tasks.js";

export const { usage, usageFor, run } = verbOfTasks("encode", {
  depth: { summary: "metres", load: () => import("../encode/depth.js") },
  instances: {
    summary: "ids of things, each in a colour of its own",
    load: () => import("../encode/instances.js"),
  },
  normals: { summary: "surface normals", load: () => import("../encode/normals.js") },
  referring: {
    summary: "ids of expressions, in their colours",
    load: () => import("../encode/referring.js"),
  },
  semantic: { summary: "class ids, in their colours", load: () => import("../encode/semantic.js") },
});
