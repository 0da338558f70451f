import { type OpenedInference, openInference } from "./openInference.js";

let shared: OpenedInference | undefined;

/** The one that generators use unless they are given another: a model is loaded once, however often it is opened. */
export function sharedInference(): OpenedInference {
  shared ??= openInference();
  return shared;
}
