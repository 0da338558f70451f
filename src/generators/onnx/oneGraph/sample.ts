import { GeneratorError } from "../../../generatorError.js";
import type { Network } from "../../../inference/network.js";
import type { TensorValue } from "../../../inference/tensors.js";
import { noiseOf } from "../planes.js";
import type { Sampling } from "./card.js";

/** What a picture is made from, and how. */
export interface SampleRequest {
  readonly size: number;
  /** the source's planes, see `planesOf`; left out for a picture from words alone */
  readonly source?: Float32Array;
  readonly ids: BigInt64Array;
  readonly sampling: Sampling;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onStep: (done: number, total: number) => void;
}

/**
 * From noise to a picture in Euler steps of a rectified flow whose network tells the picture, not the velocity:
 * x_t = t·x₁ + (1 − t)·x₀, dx/dt = (x̂₁ − x) / (1 − t) (arXiv 2209.03003; 2511.13720). One step is the network's
 * first guess. A graph without the input `noisy` answers in one step, whatever is asked for.
 *
 * @returns planes [3, size, size]
 */
export async function sample(network: Network, request: SampleRequest): Promise<Float32Array> {
  const { size, source, ids, sampling, seed, signal, onStep } = request;
  const count = 3 * size * size;
  const names = new Set(network.inputs.map(({ name }) => name));
  const isFlow = names.has("noisy");
  const steps = isFlow ? sampling.steps : 1;
  const x = isFlow ? noiseOf(seed, count) : new Float32Array(0);
  const planes = (data: Float32Array): TensorValue => ({ type: "float32", dims: [1, 3, size, size], data });
  const one = (value: number): TensorValue => ({ type: "float32", dims: [1], data: Float32Array.of(value) });
  const guess = async (at: number, prompt: BigInt64Array): Promise<Float32Array> => {
    const all: Record<string, TensorValue> = {
      noisy: planes(x),
      picture: planes(source ?? new Float32Array(count)),
      has: one(source ? 1 : 0),
      step: one(at),
      ids: { type: "int64", dims: [1, prompt.length], data: prompt },
    };
    const feeds = Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
    const { painted } = await network.run(feeds, { signal, outputs: ["painted"] });
    return checkPainted(painted, count);
  };
  for (let i = 0; i < steps; i++) {
    const at = i / steps;
    let picture = await guess(at, ids);
    if (sampling.guidance !== 1 && isFlow) {
      // Away from what it paints for no prompt at all (arXiv 2207.12598).
      const plain = await guess(at, new BigInt64Array(ids.length));
      picture = picture.map((value, k) => plain[k] + sampling.guidance * (value - plain[k]));
    }
    onStep(i + 1, steps);
    if (!isFlow) return picture;
    for (let k = 0; k < count; k++) x[k] += (picture[k] - x[k]) / (1 - at) / steps;
  }
  return x;
}

function checkPainted(painted: TensorValue | undefined, count: number): Float32Array {
  if (painted?.type === "float32" && painted.data.length === count) {
    // Not a loop of isFinite: a sum is not finite if one of them is not.
    if (Number.isFinite(painted.data.reduce((sum, value) => sum + value, 0))) return painted.data;
  }
  const got = painted ? `${painted.type} [${painted.dims.join(", ")}]` : "missing";
  throw new GeneratorError("unfit", {
    argument: "output painted",
    expected: `float32 of ${count} finite numbers`,
    got: painted?.data.length === count && painted.type === "float32" ? `${got}, not all finite` : got,
    remedy: "the graph does not keep the contract of docs/one-graph.md",
  });
}
