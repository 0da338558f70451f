import { isGeneratorError } from "../generatorError.js";
import type { BatchOutcome, BatchProgress } from "./batchWork.js";
import { noJobs } from "./batchWork.js";
import { checkRequest } from "./checkRequest.js";
import { type Generated, generatedOf } from "./generatedOf.js";
import type { Generator } from "./generator.js";
import { withInterrupts } from "./interrupts.js";
import type { Painter } from "./painter.js";
import type { PaintRequest } from "./request.js";

/** How a generator's own batch mode is called; `generateBatch` fills it in. */
export interface GeneratorBatch {
  readonly signal: AbortSignal;
  readonly pollMs: number;
  /** see `BatchOptions` */
  readonly cancelOnAbort?: boolean;
  readonly onProgress: (progress: BatchProgress) => void;
}

/** A painter's batch mode as a generator's; nothing where it has none. */
export function batchOf(spec: string, painter: Painter): Pick<Generator, "generateBatch"> {
  const { about } = painter;
  if (!painter.paintBatch) return {};
  return {
    async generateBatch(requests, { signal: given, pollMs, cancelOnAbort, onProgress }) {
      const whole = requests.map((request) => checkRequest(request, about));
      given.throwIfAborted();
      const begun = performance.now();
      const outcomes = await withInterrupts(given, async (signal) =>
        painter.paintBatch?.(
          whole.map((one) => ({ ...one, signal })),
          {
            ...(cancelOnAbort !== undefined && { cancelOnAbort }),
            ...{ signal, pollMs, onProgress, jobs: noJobs, beforePaying: () => {} },
            names: whole.map((_, i) => `request-${i + 1}`),
          },
        ),
      );
      const wall = performance.now() - begun;
      const settle = (request: PaintRequest, i: number): Promise<Generated> =>
        settled(outcomes?.[i], (painted) => generatedOf(painted, { spec, about, request, wall }));
      return Promise.allSettled(whole.map(settle));
    },
  };
}

async function settled(
  outcome: BatchOutcome | undefined,
  unpack: (painted: unknown) => Promise<Generated>,
): Promise<Generated> {
  if (isGeneratorError(outcome)) throw outcome;
  return unpack(outcome);
}
