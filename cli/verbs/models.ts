import { verbOfTasks } from "../tasks.js";

export const { usage, usageFor, run } = verbOfTasks(
  "models",
  {
    info: { summary: "what a model is, its licence and its files", load: () => import("../models/info.js") },
    list: {
      summary: "models that are known, and those that are here",
      load: () => import("../models/list.js"),
    },
    pull: { summary: "fetch a model", load: () => import("../models/pull.js") },
    remove: { summary: "delete a model", load: () => import("../models/remove.js") },
  },
  "[MODEL]",
);
