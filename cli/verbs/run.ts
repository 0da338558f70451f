import { verbOfTasks } from "../tasks.js";

export const { usage, usageFor, run } = verbOfTasks(
  "run",
  {
    depth: { summary: "metres", load: () => import("../run/depth.js") },
    generate: { summary: "pictures from words", load: () => import("../run/generate.js") },
    instances: { summary: "things of one kind, one by one", load: () => import("../run/instances.js") },
    normals: { summary: "surface normals", load: () => import("../run/normals.js") },
    refer: { summary: "what expressions refer to", load: () => import("../run/refer.js") },
    segment: { summary: "classes", load: () => import("../run/segment.js") },
  },
  "PHOTO",
);
