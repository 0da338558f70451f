import type { Provider } from "../wire/messages.js";
import { PROBE_GRAPH } from "./probeGraph.js";
import { ort, sessionOptions } from "./runtime.js";

/** The side of the matrices that are multiplied. */
const SIDE = 256;

/**
 * Starts a provider and computes: the list of providers that the library gives is only what it was built with.
 *
 * @returns milliseconds of the second run (the first compiles)
 * @throws Error if it does not start, or computes wrongly
 */
export async function probe(provider: Provider): Promise<number> {
  const session = await ort.InferenceSession.create(PROBE_GRAPH, sessionOptions(provider));
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, i) => ((i * 7) % 13) / 64);
  const feeds = { x: new ort.Tensor("float32", data, [SIDE, SIDE]) };
  await session.run(feeds);
  const begun = performance.now();
  const { y } = await session.run(feeds);
  const milliseconds = performance.now() - begun;
  const isRight = Math.abs((y.data as Float32Array)[0] - expected(data)) < 1e-3;
  await session.release();
  if (!isRight) throw new Error("it computes wrongly");
  return milliseconds;
}

/** The upper left number of tanh(x · x), which is what the graph begins with, carried through its steps. */
function expected(x: Float32Array): number {
  let row: Float32Array = x.slice(0, SIDE);
  // y₁ = tanh(x·x), yₙ = tanh(yₙ₋₁·x): the first row is all that its own first number needs.
  for (let step = 0; step < 4; step++) {
    const next = new Float32Array(SIDE);
    for (let j = 0; j < SIDE; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum += row[k] * x[k * SIDE + j];
      next[j] = Math.tanh(sum);
    }
    row = next;
  }
  return row[0];
}
