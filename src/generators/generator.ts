import { unlessAborted } from "../unlessAborted.js";
import { batchOf, type GeneratorBatch } from "./batchOf.js";
import { checkRequest } from "./checkRequest.js";
import { type Generated, generatedOf } from "./generatedOf.js";
import { withInterrupts } from "./interrupts.js";
import type { ModelAbout, Painter } from "./painter.js";
import type { Cost } from "./provenance.js";
import type { GenerateRequest } from "./request.js";

export type { Generated } from "./generatedOf.js";

/**
 * Words, and a picture if there is one, to a painted picture: the paper's system behind one interface, wherever it
 * runs. Open one by `openGenerator`.
 */
export interface Generator {
  /** what `openGenerator` opens it by */
  readonly spec: string;
  readonly about: ModelAbout;
  /**
   * Paints. Each picture's `provenance` (`PaintedProvenance`) tells how it came to be.
   *
   * @throws ArgumentError for a wrong argument; GeneratorError when there is no picture; the signal's reason
   * @example const { picture } = await generator.generate({ prompt: "Generate a metric depth map of the image.", image });
   */
  generate(request: GenerateRequest): Promise<Generated>;
  /** what a request would cost, without making it; undefined where it is free, or nobody knows */
  estimate(request: GenerateRequest, how?: { readonly isBatch?: boolean }): Cost | undefined;
  /** what is to be known of a request before it is made, in plain sentences: that a photo is stretched, a word unknown */
  foresee(request: GenerateRequest): readonly string[];
  /**
   * Paints many, by the service's batch mode, which takes hours and costs less; left out where there is none.
   * `generateBatch` is for everybody.
   */
  generateBatch?(
    requests: readonly GenerateRequest[],
    how: GeneratorBatch,
  ): Promise<PromiseSettledResult<Generated>[]>;
  /** gives processes and memory back; a later call starts them anew */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A painter as a generator: requests checked, pictures unpacked, provenance kept. */
export function generatorOf(spec: string, painter: Painter): Generator {
  const { about } = painter;
  const close = async (): Promise<void> => painter.close?.();
  return {
    spec,
    about,
    async generate(request) {
      const whole = checkRequest(request, about);
      whole.signal.throwIfAborted();
      const begun = performance.now();
      const painted = await withInterrupts(whole.signal, (signal) =>
        unlessAborted(
          Promise.resolve().then(() => painter.paint({ ...whole, signal })),
          signal,
        ),
      );
      return generatedOf(painted, { ...{ spec, about }, request: whole, wall: performance.now() - begun });
    },
    estimate: (request, how) => painter.estimate?.(checkRequest(request, about), how),
    foresee: (request) => painter.foresee?.(checkRequest(request, about)) ?? [],
    ...batchOf(spec, painter),
    close,
    [Symbol.asyncDispose]: close,
  };
}
