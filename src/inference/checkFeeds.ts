import { describeValue } from "../errors.js";
import { GeneratorError } from "../generatorError.js";
import { TENSOR_TYPES } from "./arrays.js";
import type { TensorSpec, TensorValue } from "./tensors.js";

/**
 * Compares what is given with what a network says that it takes, before anything is sent.
 *
 * @throws GeneratorError "unfit" that names the input
 */
export function checkFeeds(
  inputs: readonly TensorSpec[],
  feeds: Readonly<Record<string, TensorValue>>,
): void {
  const names = inputs.map(({ name }) => name).join(", ");
  for (const name of Object.keys(feeds)) {
    if (!inputs.some((input) => input.name === name))
      throw unfit("feeds", `of the inputs ${names}`, JSON.stringify(name), "leave it out, or rename it");
  }
  for (const { name, type, dims } of inputs) {
    const given = feeds[name];
    if (!given) throw unfit(`feeds.${name}`, `${type} [${dims.join(", ")}]`, "missing", "give it");
    if (!TENSOR_TYPES.includes(given.type) || !ArrayBuffer.isView(given.data)) {
      const types = TENSOR_TYPES.join(", ");
      throw unfit(
        `feeds.${name}`,
        `a tensor of ${types}`,
        describeValue(given.type),
        "give { type, dims, data }",
      );
    }
    const count = given.dims.reduce((product, side) => product * side, 1);
    const said = `${given.type} [${given.dims.join(", ")}]`;
    if (given.data.length !== count)
      throw unfit(`feeds.${name}`, said, `${given.data.length} numbers`, `give ${count} numbers`);
    const isFit =
      given.type === type &&
      given.dims.length === dims.length &&
      dims.every((side, i) => typeof side === "string" || side < 0 || side === given.dims[i]);
    if (!isFit)
      throw unfit(`feeds.${name}`, `${type} [${dims.join(", ")}]`, said, "names stand for any size");
  }
}

function unfit(argument: string, expected: string, got: string, remedy: string): GeneratorError {
  return new GeneratorError("unfit", { argument, expected, got, remedy });
}
