import { GeneratorError } from "../../../generatorError.js";
import type { Network } from "../../../inference/network.js";

/** The inputs that a one-graph model may have; it must take the prompt, and a picture or noise to begin with. */
const INPUTS = ["noisy", "picture", "has", "step", "ids"];

/** @throws GeneratorError "unavailable" for a graph whose inputs and outputs are not the contract's */
export function checkGraph(network: Network, path: string): void {
  const inputs = network.inputs.map(({ name }) => name);
  const outputs = network.outputs.map(({ name }) => name);
  const strange = inputs.filter((name) => !INPUTS.includes(name));
  const isFit = strange.length === 0 && inputs.includes("ids") && outputs.includes("painted");
  if (isFit && (inputs.includes("noisy") || inputs.includes("picture"))) return;
  throw new GeneratorError("unavailable", {
    argument: path,
    expected: `a graph from some of ${INPUTS.join(", ")} (ids, and picture or noisy, at least) to painted`,
    got: `one from ${inputs.join(", ") || "nothing"} to ${outputs.join(", ") || "nothing"}`,
    remedy: "export it with these names, as docs/one-graph.md says",
  });
}
