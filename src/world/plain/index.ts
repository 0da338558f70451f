export { type PackedScenes, packPlain } from "./packPlain.js";
export {
  type PlainPart,
  type PlainScene,
  type PlainShell,
  type PlainTexture,
  type PlainThing,
  slotClasses,
} from "./plainScene.js";
export { type PlainRendering, renderPlain } from "./renderPlain.js";
export { samplePlain } from "./samplePlain.js";
export { type SeenThing, seenPlain } from "./seenPlain.js";
