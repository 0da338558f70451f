/** What the modules of WebAssembly are checked against, and what runs where they cannot; for tests and benches. */
export { fillDepthPlainly } from "./depth.js";
export { fillNormalsPlainly } from "./normals.js";
