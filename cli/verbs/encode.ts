import { verbOfTasks } from "../tasks.js";

export const { usage, usageFor, run } = verbOfTasks("encode", {
  instances: {
    summary: "ids of things, each in a colour of its own",
    load: () => import("../encode/instances.js"),
  },
  referring: {
    summary: "ids of expressions, in their colours",
    load: () => import("../encode/referring.js"),
  },
});
