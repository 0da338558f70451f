export { type AskedColour, askColour, askColours, LEAST_APART, MASK_NAMES } from "./askedColours.js";
export { type CaptionFacts, captionPrompt, solidPrompt } from "./captionPrompts.js";
export { depthPrompt, normalPrompt } from "./geometryPrompts.js";
export {
  type InstanceOrder,
  instancePrompt,
  type NamedMask,
  referringPrompt,
  semanticPrompt,
} from "./maskPrompts.js";
export {
  PROMPT_TOKENS,
  TOKENIZER_VERSION,
  type Tokenize,
  type TokenizedPrompt,
  tokenize,
  VOCABULARY,
  wordTokenizer,
} from "./tokenizer.js";
export type { Wording } from "./wording.js";
