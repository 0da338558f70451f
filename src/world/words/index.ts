export { captionFacts } from "./captionFacts.js";
export { nounPhrase } from "./nounPhrase.js";
export { orderOf, type ReferenceSort, referencesTo, referTo, type SceneOrder } from "./referTo.js";
