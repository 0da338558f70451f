import type { DatasetTask } from "../../datasets/sample.js";

/** The two numbers that papers tell first, by task. */
export interface Headline {
  /** its name in the protocol's scores */
  readonly key: string;
  readonly label: string;
  /** which way is better */
  readonly better: "higher" | "lower";
  /** what is shown is so many times the score */
  readonly times: number;
  readonly digits: number;
}

const headline = (key: string, label: string, better: Headline["better"], digits: number, times = 1) => ({
  ...{ key, label, better, digits, times },
});

export const HEADLINES: Partial<Record<DatasetTask, readonly Headline[]>> = {
  depth: [headline("d1", "δ₁", "higher", 4), headline("absRel", "AbsRel", "lower", 4)],
  normals: [headline("mean", "mean °", "lower", 2), headline("median", "median °", "lower", 2)],
  semantic: [headline("mIoU", "mIoU", "higher", 4), headline("category mIoU", "category mIoU", "higher", 4)],
  referring: [headline("cIoU", "cIoU", "higher", 4), headline("gIoU", "gIoU", "higher", 4)],
  phrases: [headline("cgF1", "cgF1", "higher", 4), headline("pmF1", "pmF1", "higher", 4)],
};
