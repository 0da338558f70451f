export { type ReadImageSource, readImage } from "./readImage.js";
export { type WriteDepthReport, writeDepth } from "./writeDepth.js";
export { writeImage } from "./writeImage.js";
