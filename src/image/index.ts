export { MAX_SIDE } from "./checks.js";
export { DepthMap } from "./depthMap.js";
export { InstanceMap } from "./instanceMap.js";
export { LabelMap } from "./labelMap.js";
export { NormalMap } from "./normalMap.js";
export { RgbImage } from "./rgbImage.js";
export { type DepthQuantiles, type DepthSummary, OFF_PATH_LEVELS, summarizeDepth } from "./summarizeDepth.js";
export type { LegendEntry, MimeBundle, Provenance, Rgb } from "./types.js";
