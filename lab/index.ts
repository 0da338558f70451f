export { HttpError, LabError } from "./errors.js";
export { installLabextension } from "./installLabextension.js";
export { type Lab, type LabOptions, startLab } from "./startLab.js";
export { widgetManagerDir } from "./widgetManagerDir.js";
