export type { LanguageModel, Question } from "./languageModel.js";
export { openLanguageModel } from "./openLanguageModel.js";
