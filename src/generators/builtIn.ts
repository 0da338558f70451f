import { embedded } from "./embedded.js";
import { gemini } from "./gemini/gemini.js";
import { type GeneratorKind, kindNamed, registerGenerator } from "./kinds.js";
import { kserve } from "./kserve/kserve.js";
import { onnx } from "./onnx/openFolder.js";
import { openai } from "./openai/openai.js";
import { replay } from "./recording/index.js";

/** The kinds that come with the library. One line each: everything else of a kind lies in its own folder. */
const BUILT_IN: readonly GeneratorKind[] = [embedded, onnx, gemini, openai, kserve, replay];

/** Called before the first look at the registry, so that importing the library registers nothing by itself. */
export function registerBuiltIn(): void {
  for (const kind of BUILT_IN) if (!kindNamed(kind.name)) registerGenerator(kind);
}
