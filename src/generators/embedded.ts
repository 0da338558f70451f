import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GeneratorError } from "../generatorError.js";
import type { GeneratorKind } from "./kinds.js";
import { checkOneGraphOptions, oneGraphPainter } from "./onnx/oneGraph/index.js";

/** Where the build puts the model that comes with the library. */
const folder = fileURLToPath(new URL("../../embedded", import.meta.url));

/** The model that comes with the library: a small one, of a small synthetic world, that needs nothing else. */
export const embedded: GeneratorKind = {
  name: "embedded",
  form: "embedded",
  about: "the small model that comes with Peel; it knows a synthetic world, and runs on any processor",
  open(rest, options) {
    if (rest !== "" || !existsSync(join(folder, "card.json"))) throw notHere(rest);
    return oneGraphPainter(folder, { ...checkOneGraphOptions("embedded", options), kind: "embedded" });
  },
};

function notHere(rest: string): GeneratorError {
  return new GeneratorError("unavailable", {
    argument: "spec",
    expected: '"embedded", with the model beside the library',
    got: rest === "" ? "without it" : JSON.stringify(`embedded:${rest}`),
    remedy:
      rest === ""
        ? "run npm run build, which puts it there"
        : 'write "embedded", or onnx:DIR for another model',
  });
}
