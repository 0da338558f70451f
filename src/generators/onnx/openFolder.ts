import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { GeneratorError } from "../../generatorError.js";
import type { GeneratorKind } from "../kinds.js";
import { diffusionPainter } from "./diffusion/painter.js";
import { checkOneGraphOptions, isOneGraphCard, oneGraphPainter } from "./oneGraph/index.js";
import { readJson } from "./readJson.js";

/** Folders of ONNX graphs, told apart by what lies in them. */
export const onnx: GeneratorKind = {
  name: "onnx",
  form: "onnx:DIR",
  about: "a model of your own as ONNX graphs in a folder",
  async open(folder, options) {
    const isFolder = statSync(folder || ".", { throwIfNoEntry: false })?.isDirectory() && folder !== "";
    if (!isFolder) throw notUnderstood(folder, folder === "" ? "no path" : "none");
    const card = join(folder, "card.json");
    if (existsSync(card) && isOneGraphCard(await readJson(card)))
      return oneGraphPainter(folder, checkOneGraphOptions("onnx", options));
    if (existsSync(join(folder, "model_index.json")))
      return diffusionPainter(folder, checkOneGraphOptions("onnx", options));
    throw notUnderstood(folder, existsSync(card) ? "one whose card names no contract" : "one without either");
  },
};

function notUnderstood(folder: string, got: string): GeneratorError {
  return new GeneratorError("unavailable", {
    argument: folder === "" ? "onnx:DIR" : folder,
    expected: "a folder with card.json (docs/one-graph.md) or model_index.json (docs/onnx-pipelines.md)",
    got,
    remedy: "check the path; both pages tell how to bring a model",
  });
}
