/** What `--batch` does: what a task asks for is gathered, asked for at once, and handed to the task as if it were painted now. */
import {
  type GenerateBatchOptions,
  type Generated,
  type GenerateRequest,
  type Generator,
  generateBatch,
} from "vision-peel";
import { type DryCall, dryGenerator } from "./dryGenerator.js";
import type { RunValues } from "./options.js";

/** Pixels of photos that are held at once; more go in several batches, one after the other. */
const MOST_PIXELS = 200e6;

/** Whether what is asked for goes by a batch mode, with its price. */
export const isBatchOf = ({ batch }: RunValues, { generateBatch: own }: Generator): boolean =>
  batch && own !== undefined;

export interface Together {
  readonly generator: Generator;
  readonly how: GenerateBatchOptions;
  /** Works on a photo with a generator that asks nobody; nothing is gathered of one that is done, or cannot be read. */
  gather(path: string, generator: Generator): Promise<void>;
  /** Works on it with a generator that has the answers. */
  work(paths: readonly string[], generatorOf: (path: string) => Generator): Promise<void>;
}

export async function paintTogether(paths: readonly string[], together: Together): Promise<void> {
  const { generator, gather, work, how } = together;
  let wave = new Map<string, GenerateRequest[]>();
  let pixels = 0;
  for (const [i, path] of paths.entries()) {
    const calls: DryCall[] = [];
    await gather(path, dryGenerator(generator, calls, true));
    const requests = calls.map(({ request }) => request);
    wave.set(path, requests);
    const { width = 0, height = 0 } = requests[0]?.image ?? {};
    pixels += width * height;
    if (pixels < MOST_PIXELS && i < paths.length - 1) continue;
    const results = await generateBatch(generator, [...wave.values()].flat(), how);
    const generators = new Map<string, Generator>();
    for (const [one, asked] of wave)
      generators.set(one, answering(generator, results.splice(0, asked.length)));
    await work([...wave.keys()], (one) => generators.get(one) ?? generator);
    [wave, pixels] = [new Map(), 0];
  }
}

/** A generator whose answers are there already, in the order in which they were asked for. */
function answering(generator: Generator, results: readonly PromiseSettledResult<Generated>[]): Generator {
  let next = 0;
  return {
    ...generator,
    async generate(request) {
      const result = results[next++];
      if (result === undefined) return generator.generate(request);
      if (result.status === "rejected") throw result.reason;
      return result.value;
    },
  };
}
