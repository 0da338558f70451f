import { verbOfTasks } from "../tasks.js";

export const { usage, usageFor, run } = verbOfTasks(
  "samples",
  {
    info: { summary: "what a picture is, its prompt and its hash", load: () => import("../samples/info.js") },
    list: {
      summary: "pictures that the paper's page has published, and those that are here",
      load: () => import("../samples/list.js"),
    },
    pull: { summary: "fetch them", load: () => import("../samples/pull.js") },
    remove: { summary: "delete them", load: () => import("../samples/remove.js") },
  },
  "[SAMPLE...]",
);
