import { verbOfTasks } from "../tasks.js";

export const { usage, usageFor, run } = verbOfTasks("decode", {
  depth: { summary: "metres", load: () => import("../decode/depth.js") },
  instances: { summary: "things of one kind, one by one", load: () => import("../decode/instances.js") },
  normals: { summary: "surface normals", load: () => import("../decode/normals.js") },
  referring: { summary: "what expressions refer to", load: () => import("../decode/referring.js") },
  semantic: { summary: "classes", load: () => import("../decode/semantic.js") },
});
