import { createHash } from "node:crypto";
import { DISPLAY } from "../../image/display.js";
import { liveView } from "../../image/liveView.js";
import type { MimeBundle } from "../../image/types.js";
import type { ProtocolScores } from "../../metrics/index.js";
import type { Ranking } from "../benchmarks/judge.js";
import type { EvaluationRecord } from "../benchmarks/record.js";
import { type ReportFigure, reportFigures } from "../reports/figures.js";
import type { SweepPlan } from "../sweep/plan.js";
import type { SampleFailure } from "../sweep/resultLog.js";
import { type ClassScores, classScoresOf, type PartScores } from "./drillDown.js";
import type { EvaluatedSample } from "./evaluatedSample.js";
import { withInterval } from "./numberText.js";
import { resultsSvg } from "./resultsSvg.js";

interface Parts {
  readonly folder: string;
  readonly about: SweepPlan["about"];
  readonly record: EvaluationRecord;
  readonly total: number;
  readonly samples: readonly EvaluatedSample[];
  readonly dataDigests: readonly string[];
  readonly failures: readonly SampleFailure[];
  readonly scores: readonly ProtocolScores[];
  readonly parts: readonly PartScores[];
  readonly ranking: Ranking;
  readonly costUsd: number;
}

/**
 * What an evaluation has come to, finished or not: scores with intervals, by class, by part and by sample. In a notebook
 * it shows itself: figures that answer, and the samples in their views. `openResults` makes one.
 */
export class SweepResults {
  readonly folder: string;
  /** what decides the results: benchmark, data, generator, seed, votes */
  readonly about: SweepPlan["about"];
  /** what else is to be known to repeat them */
  readonly record: EvaluationRecord;
  /** samples that were asked for; those that are missing have failed, or nobody has worked on them */
  readonly total: number;
  readonly samples: readonly EvaluatedSample[];
  readonly failures: readonly SampleFailure[];
  readonly scores: readonly ProtocolScores[];
  /** by what names of samples begin with: subsets, scenes, drives */
  readonly parts: readonly PartScores[];
  /** by which number samples are looked for */
  readonly ranking: Ranking;
  readonly costUsd: number;
  /** of the data of all samples that were worked on (SHA-256, 16 digits) */
  readonly dataDigest: string;

  constructor(given: Parts) {
    this.folder = given.folder;
    this.about = given.about;
    this.record = given.record;
    this.total = given.total;
    this.samples = given.samples;
    this.failures = given.failures;
    this.scores = given.scores;
    this.parts = given.parts;
    this.ranking = given.ranking;
    this.costUsd = given.costUsd;
    const digests = [...given.dataDigests].sort().join("\n");
    this.dataDigest = createHash("sha256").update(digests).digest("hex").slice(0, 16);
  }

  get title(): string {
    return this.record.title;
  }

  /** whether every sample has a result */
  get isWhole(): boolean {
    return this.samples.length === this.total;
  }

  /** Scores by class, where the protocol has classes; the worst first. */
  get classes(): ClassScores | undefined {
    return classScoresOf(this.scores);
  }

  /** Figures of Plotly, as `plot` takes them: samples, classes, parts, and beside the paper's columns. */
  get figures(): readonly ReportFigure[] {
    return reportFigures(this);
  }

  /**
   * The samples that fare worst.
   *
   * @param by one of a sample's numbers; default `ranking.by`
   * @example await results.worst(3)[0].open()
   */
  worst(count = 5, by: string = this.ranking.by): readonly EvaluatedSample[] {
    const sign = (by === this.ranking.by && this.ranking.isHigherBetter) || isShare(by) ? 1 : -1;
    return this.samples
      .filter(({ scores }) => Number.isFinite(scores[by]))
      .sort((a, b) => sign * (a.scores[by] - b.scores[by]))
      .slice(0, count);
  }

  /** The sample of a name, or undefined. */
  sample(id: string): EvaluatedSample | undefined {
    return this.samples.find((one) => one.id === id);
  }

  toString(): string {
    const lines = this.scores.map(({ protocol, values, intervals }) => {
      const words = Object.entries(values)
        .slice(0, 5)
        .map(([name, value]) => `${name} ${withInterval(value, intervals?.[name])}`);
      return `${protocol}: ${words.join(", ") || "nothing could be scored"}`;
    });
    const failed = this.failures.length > 0 ? `, ${this.failures.length} failed` : "";
    return [`${this.title}: ${this.samples.length} of ${this.total} samples${failed}`, ...lines].join("\n");
  }

  [DISPLAY](): MimeBundle | Promise<MimeBundle> {
    const bundle: MimeBundle = { "text/plain": this.toString(), "image/svg+xml": resultsSvg(this) };
    return liveView("sweepResults", this, bundle);
  }
}

/** δ1, IoU, PQ …: more is better, whatever else errors are. */
const isShare = (name: string): boolean => /^(d[123]|below|iou|miou|iiou|f1|pq|sq|rq|ap|p@)/i.test(name);
