/** What a benchmark does with a sample, and what it makes of all of them. */
import type { DatasetSample } from "../../datasets/sample.js";
import type { Generator } from "../../generators/generator.js";
import type { DepthMap, InstanceMap, LabelMap, NormalMap, RgbImage } from "../../image/index.js";
import type { ProtocolScores } from "../../metrics/index.js";

/** What decides results beside data and generator. */
export interface JudgeOptions {
  readonly seed?: number;
  readonly votes?: number;
}

/** What was measured, or truly is, as views take it. */
export type Measured = DepthMap | NormalMap | LabelMap | InstanceMap;

/** What is kept of a sample: JSON, for it goes over wires and to disks. */
export interface Judged<Value> {
  readonly value: Value;
  /** as they were painted, for people to look at */
  readonly paintings: readonly RgbImage[];
  /** the truth in the same code, beside them */
  readonly truth?: RgbImage;
  /** for views: what was measured, the truth on the same grid, and the painting there */
  look(): { readonly measured: Measured; readonly truth: Measured; readonly paintedOnPhoto?: RgbImage };
}

/** By which of a sample's numbers people look for the worst. */
export interface Ranking {
  readonly by: string;
  readonly isHigherBetter: boolean;
}

/** What is made of kept values: of all, and of one. */
export interface Scorer<Value = unknown> {
  /** The scores of all values, in whatever order they come, with intervals. */
  summarise(values: AsyncIterable<Value>): Promise<ProtocolScores[]>;
  /** One sample's own numbers; none where it is not scored. */
  ofSample(value: Value): Readonly<Record<string, number>>;
  readonly ranking: Ranking;
}

export interface Judge<Sample extends DatasetSample, Value = unknown> extends Scorer<Value> {
  /** The truth as a generator should have painted it, for the exact painter. */
  paintTruth(sample: Sample, prompt: string): RgbImage;
  judge(
    sample: Sample,
    generator: Generator,
    how: JudgeOptions & { readonly signal: AbortSignal },
  ): Promise<Judged<Value>>;
}
