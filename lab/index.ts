export { HttpError, LabError } from "./errors.js";
export { installLabextension } from "./installLabextension.js";
export { newToken } from "./server/auth.js";
export { toNotebook4 } from "./server/contents/notebook.js";
export { isRunning } from "./server/isRunning.js";
export { isLoopback, listen } from "./server/listen.js";
export { type Lab, type LabOptions, startLab } from "./startLab.js";
export { widgetManagerDir } from "./widgetManagerDir.js";
