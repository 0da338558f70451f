/** Values → the bytes of files, in Node and in the page alike; `vision-peel/image/files` writes them to disk. */
export { depthExtensions, type FormattedDepth, formatDepth, type WriteDepthOptions } from "./formatDepth.js";
export { formatLabels, labelExtensions } from "./formatLabels.js";
export { formatNormals, normalExtensions } from "./formatNormals.js";
export { formatExr } from "./formats/exr/format.js";
export { formatPfm } from "./formats/netpbm.js";
export { formatNpy } from "./formats/npy.js";
export { formatNpz } from "./formats/npz.js";
