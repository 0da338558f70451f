export { replay } from "./replay.js";
export { withRecording } from "./withRecording.js";
