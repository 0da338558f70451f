export { type WritePointsOptions, writePoints } from "./writePoints.js";
