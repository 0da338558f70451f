import { type GenerateRequest, type Generator, RgbImage } from "vision-peel";

/** What a task would ask for. */
export interface DryCall {
  readonly request: GenerateRequest;
  /** dollars; undefined where it is free, or nobody knows */
  readonly usd?: number;
  /** what is to be known before */
  readonly notes: readonly string[];
}

/** A generator that asks nobody: it notes what it was asked for and gives black pictures. */
export function dryGenerator(
  { spec, about, estimate, foresee }: Generator,
  calls: DryCall[],
  isBatch: boolean,
): Generator {
  const noted = (request: GenerateRequest): RgbImage => {
    const cost = estimate(request, { isBatch });
    calls.push({ request, ...(cost && { usd: cost.usd }), notes: foresee(request) });
    const { width, height } = request.image ?? request.size ?? { width: 64, height: 64 };
    return new RgbImage({ width, height, data: new Uint8Array(3 * width * height) });
  };
  return {
    ...{ spec, about, estimate, foresee },
    async generate(request) {
      const picture = noted(request);
      return { picture, pictures: [picture] };
    },
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}

/** The last line of a dry run: that nothing was painted, and what it would cost; undefined costs are not known. */
export function tellDryRun(
  { about: { kind, model } }: Generator,
  costs: readonly (number | undefined)[],
  hasRecordings: boolean,
): void {
  const isLocal = kind === "embedded" || kind === "onnx" || kind === "replay";
  const isKnown = costs.every((usd) => usd !== undefined);
  const usd = costs.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const less = hasRecordings && !isLocal ? ", less what is recorded" : "";
  const known = isKnown ? `about $${usd.toFixed(3)}` : "what the service asks: its price is not known here";
  process.stderr.write(`Nothing was painted. ${model} would cost ${isLocal ? "nothing" : known}${less}.\n`);
}
