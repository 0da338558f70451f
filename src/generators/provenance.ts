import type { AlignmentMode, Size } from "../image/alignment/alignment.js";
import type { GenerateRequest } from "./request.js";

/** What a generation has cost. */
export interface Cost {
  readonly usd: number;
  /** how it was reckoned: "price list of 2026-11", "said by the service" */
  readonly basis: string;
}

/** Where a painted picture comes from: what is needed to paint it again, and to judge it. No secret is in it. */
export interface PaintedProvenance {
  /** what `openGenerator` opens it by */
  readonly generator: string;
  readonly model: string;
  /** what tells this model's weights from others: a hash of its files, or the version that a service tells */
  readonly modelVersion?: string;
  /** where it ran: "cpu", "cuda:0", "webgpu", or a service's host */
  readonly device: string;
  readonly prompt: string;
  readonly seed: number;
  readonly request: Pick<GenerateRequest, "size" | "steps" | "guidance" | "count">;
  /** the size of the picture that it was painted from */
  readonly sourceSize?: Size;
  /** how the picture lies on its source, for `alignmentOf`; left out where there was none */
  readonly alignmentMode?: AlignmentMode;
  /** "image/png", "image/jpeg" … as it came; "image/raw" where it was never packed */
  readonly mime: string;
  readonly chromaSubsampling?: string;
  readonly cost?: Cost;
  readonly timingsMs: Readonly<Record<string, number>>;
  readonly warnings?: readonly string[];
  /** set where the picture was not painted now but read from a recording */
  readonly replayed?: boolean;
  readonly [more: string]: unknown;
}
