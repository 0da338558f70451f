import { type GenerateRequest, type Generator, RgbImage } from "vision-peel";

/** What a task would ask for. */
export interface DryCall {
  readonly prompt: string;
  /** dollars; undefined where it is free, or nobody knows */
  readonly usd?: number;
}

/** A generator that asks nobody: it notes what it was asked for and gives black pictures. */
export function dryGenerator({ spec, about, estimate }: Generator, calls: DryCall[]): Generator {
  const noted = (request: GenerateRequest): RgbImage => {
    const cost = estimate(request);
    calls.push({ prompt: request.prompt, ...(cost && { usd: cost.usd }) });
    const { width, height } = request.image ?? request.size ?? { width: 64, height: 64 };
    return new RgbImage({ width, height, data: new Uint8Array(3 * width * height) });
  };
  return {
    ...{ spec, about, estimate },
    async generate(request) {
      const picture = noted(request);
      return { picture, pictures: [picture] };
    },
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}
