export { depthEdges, type EdgeOptions } from "./edges.js";
export { formatGlb } from "./formats/glb.js";
export { formatPly, type PlyEncoding } from "./formats/ply.js";
export {
  type FieldOfView,
  type Intrinsics,
  intrinsicsOfCentres,
  intrinsicsOfView,
  paintedIntrinsics,
} from "./intrinsics.js";
export { meshOf } from "./meshOf.js";
export { type NormalsOfDepthOptions, normalsOfDepth } from "./normalsOfDepth.js";
export { Mesh, PointCloud, type PointCloudInit } from "./pointCloud.js";
export { depthOfRayLength, rayLengthOfDepth } from "./rayLength.js";
export { pointCloudOf, type UnprojectOptions } from "./unproject.js";
