export * from "./depth/index.js";
export * from "./dialects/index.js";
export * from "./instances/index.js";
export * from "./noise/index.js";
export * from "./normals/index.js";
export type { Painted, RgbaPixels } from "./painted.js";
export * from "./referring/index.js";
export * from "./semantic/index.js";
