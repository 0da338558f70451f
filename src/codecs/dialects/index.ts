export { dialectOf, dialects, registerDialect } from "./registry.js";
export type { Dialect, DialectChoice, DialectTask } from "./types.js";
