import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { GeneratorError } from "../generatorError.js";

/**
 * A graph of a folder as the hub has it: at its top, or in onnx/.
 *
 * @param name without its ending
 * @throws GeneratorError "unavailable" if there is none
 */
export function graphIn(path: string, name = "model"): string {
  if (name === "model" && statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  const found = [`${name}.onnx`, `onnx/${name}.onnx`]
    .map((file) => join(path, file))
    .find((file) => existsSync(file));
  if (found) return found;
  const what = name === "model" ? "an ONNX file, or a folder" : "a folder";
  throw new GeneratorError("unavailable", {
    ...{
      argument: path,
      expected: `${what} with ${name}.onnx`,
      got: name === "model" ? "neither" : "without it",
    },
    remedy: "check the path; peel models list tells where fetched models lie",
  });
}
