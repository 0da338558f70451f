import { checkOptions } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import type { BatchProgress } from "../generators/batchWork.js";
import type { Generated, Generator } from "../generators/generator.js";
import type { GenerateRequest } from "../generators/request.js";
import { inBatch } from "./inBatch.js";

/** Options of `generateBatch`. */
export interface GenerateBatchOptions {
  /** ends the waiting; see `cancelOnAbort` */
  readonly signal?: AbortSignal;
  /** hears how far it is */
  readonly onProgress?: (progress: BatchProgress) => void;
  /** milliseconds between two looks at a service's batch; default 30 000 */
  readonly pollMs?: number;
  /**
   * whether the service is told to give up when the signal or an interrupt ends the waiting; default: only where the
   * generator does not record, for else a later call goes on with the batch
   */
  readonly cancelOnAbort?: boolean;
  /** how many are painted at once where there is no batch mode; default 2 */
  readonly concurrency?: number;
}

/**
 * Paints many pictures, by the service's batch mode where it has one (Gemini: for half the price, within a day), else
 * a few at a time. With a generator that records, the same call in another process goes on with a batch that was begun,
 * and nothing is paid for twice.
 *
 * @returns what became of each, in their order
 * @throws ArgumentError for wrong options or requests; GeneratorError where nothing could be asked; the signal's reason
 * @example
 * const generator = await openGenerator("gemini:gemini-3-pro-image", { record: "sweep" });
 * const results = await generateBatch(generator, photos.map((image) => ({ prompt: DEPTH_PROMPT, image, seed: 1 })));
 */
export async function generateBatch(
  generator: Generator,
  requests: readonly GenerateRequest[],
  options: GenerateBatchOptions = {},
): Promise<PromiseSettledResult<Generated>[]> {
  checkOptions("generateBatch", options, {
    ...{ signal: true, onProgress: true, pollMs: true, cancelOnAbort: true, concurrency: true },
  });
  const { signal = new AbortController().signal, onProgress = () => {}, pollMs = 30_000 } = options;
  if (!Array.isArray(requests))
    refuse("requests", "a list of requests", requests, "write [{ prompt, image }]");
  if (!(Number.isFinite(pollMs) && pollMs >= 1))
    refuse("pollMs", "milliseconds, at least 1", pollMs, "leave it out for half a minute");
  const { cancelOnAbort, concurrency } = options;
  if (requests.length === 0) return [];
  if (generator.generateBatch) {
    const how = { signal, onProgress, pollMs, ...(cancelOnAbort !== undefined && { cancelOnAbort }) };
    return generator.generateBatch(requests, how);
  }
  return inBatch(
    requests,
    (request) => generator.generate({ ...request, signal: request.signal ?? signal }),
    {
      ...(concurrency !== undefined && { concurrency }),
      signal,
      onDone: ({ count, total }) => onProgress({ stage: "painting", done: count, total }),
    },
  );
}

function refuse(argument: string, expected: string, value: unknown, remedy: string): never {
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
