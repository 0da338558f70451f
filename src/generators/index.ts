export { GeneratorError, type GeneratorFault, isGeneratorError } from "../generatorError.js";
export { askSecret, Secret } from "../secret.js";
export type { Generated, Generator } from "./generator.js";
export { type GeneratorKind, generatorKinds, registerGenerator } from "./kinds.js";
export { type GeneratorSpec, openGenerator } from "./openGenerator.js";
export type { ModelAbout, PaintedPicture, Painter } from "./painter.js";
export type { Cost, PaintedProvenance } from "./provenance.js";
export type { GenerateProgress, GenerateRequest, PaintRequest } from "./request.js";
