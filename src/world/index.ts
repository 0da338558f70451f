export type { Camera, Lens } from "./camera.js";
export {
  type PackedScenes,
  type PlainPart,
  type PlainRendering,
  type PlainScene,
  type PlainShell,
  type PlainTexture,
  type PlainThing,
  packPlain,
  renderPlain,
  type SeenThing,
  samplePlain,
  seenPlain,
  slotClasses,
} from "./plain/index.js";
export { type Rendering, renderScene } from "./renderScene.js";
export { type SampleSceneOptions, sampleScene } from "./sampleScene.js";
export {
  CLASSES,
  type ClassName,
  type Light,
  type Material,
  type Part,
  type Scene,
  type SceneKind,
  type Thing,
} from "./scene.js";
export type { Box, Cylinder, Plane, Shape, Sphere, Vec3 } from "./shapes.js";
export type { Linear, Texture } from "./textures.js";
export {
  captionFacts,
  nounPhrase,
  orderOf,
  type ReferenceSort,
  referencesTo,
  referTo,
  type SceneOrder,
} from "./words/index.js";
