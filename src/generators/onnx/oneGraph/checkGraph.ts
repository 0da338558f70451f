import { join } from "node:path";
import { GeneratorError } from "../../../generatorError.js";
import type { Network } from "../../../inference/network.js";
import { brokenFile } from "../readJson.js";

/** The inputs that a one-graph model may have; it must take the prompt, and a picture or noise to begin with. */
const INPUTS = ["noisy", "picture", "has", "step", "ids"];

/** What a model's files say of its graph. */
interface Told {
  readonly folder: string;
  /** the card's */
  readonly size: number;
  /** the tokenizer's length */
  readonly tokens: number;
}

/** @throws GeneratorError "unavailable" for a graph whose inputs and outputs are not the contract's, or not the card's */
export function checkGraph(network: Network, path: string, told: Told): void {
  const inputs = network.inputs.map(({ name }) => name);
  const outputs = network.outputs.map(({ name }) => name);
  const strange = inputs.filter((name) => !INPUTS.includes(name));
  const isFit = strange.length === 0 && inputs.includes("ids") && outputs.includes("painted");
  if (isFit && (inputs.includes("noisy") || inputs.includes("picture"))) return checkSizes(network, told);
  throw new GeneratorError("unavailable", {
    argument: path,
    expected: `a graph from some of ${INPUTS.join(", ")} (ids, and picture or noisy, at least) to painted`,
    got: `one from ${inputs.join(", ") || "nothing"} to ${outputs.join(", ") || "nothing"}`,
    remedy: "export it with these names, as docs/one-graph.md says",
  });
}

/** Sides that a graph leaves open fit any. */
function checkSizes({ inputs }: Network, { folder, size, tokens }: Told): void {
  const refuse = (file: string, field: string, of: string, side: number, got: number): never => {
    const expected = `a file with ${field}: ${side}, as the graph's input ${of} has it`;
    throw brokenFile(
      join(folder, file),
      expected,
      String(got),
      `mend "${field}", or give the graph that it is of`,
    );
  };
  for (const { name, dims } of inputs) {
    const sides = name === "noisy" || name === "picture" ? dims.slice(-2) : [];
    for (const side of sides)
      if (typeof side === "number" && side > 0 && side !== size)
        refuse("card.json", "size", name, side, size);
    const length = name === "ids" ? dims.at(-1) : undefined;
    if (typeof length === "number" && length > 0 && length !== tokens)
      refuse("tokenizer.json", "length", name, length, tokens);
  }
}
