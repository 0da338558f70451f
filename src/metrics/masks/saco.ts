import { addTo, addTotal, type ExactSum, noSum, totalOf } from "../sums/exactSum.js";
import { checkSameProtocol, type ProtocolScores } from "../sums/protocolScores.js";
import { f1Of, localF1s, SACO_THRESHOLDS, type SacoPair, shareOf } from "./sacoPair.js";

/** Of the presence scores alone. */
const EPSILON = 1e-6;

/** Sums over pairs of picture and phrase, as JSON. */
export interface SacoJson {
  readonly protocol: string;
  readonly presence: Readonly<Record<SacoPair["presence"], number>>;
  readonly truths: number;
  readonly detections: number;
  readonly inPositives: number;
  readonly hits: readonly number[];
  readonly macro: readonly (readonly [sum: number, rest: number])[];
}

/**
 * SA-Co's scores over any number of pairs, added one at a time. `cgF1` is how well what is there is found
 * (`pmF1`) times how well presence is told (`IL_MCC`, Matthews' correlation); shares from 0 to 1, where papers write
 * hundredths. Names with `@0.5` are of one threshold, without the means of all ten.
 *
 * @example
 * const sums = new SacoSums();
 * for (const { detections, truths } of pairs) sums.add(matchSacoPair(detections, truths));
 * sums.scores().values.cgF1
 */
export class SacoSums {
  readonly protocol: string;
  readonly #presence = { TP: 0, FP: 0, TN: 0, FN: 0 };
  #truths = 0;
  #detections = 0;
  /** detections of pairs whose phrase is there */
  #inPositives = 0;
  #hits: number[] = SACO_THRESHOLDS.map(() => 0);
  #macro: ExactSum[] = SACO_THRESHOLDS.map(noSum);

  /** @param data how people call what is scored */
  constructor(data = "SA-Co") {
    this.protocol = `SA-Co cgF1 on ${data}`;
  }

  add(pair: SacoPair): void {
    this.#presence[pair.presence]++;
    this.#truths += pair.truths;
    this.#detections += pair.detections;
    if (pair.truths > 0) this.#inPositives += pair.detections;
    for (const [k, hit] of pair.hits.entries()) this.#hits[k] += hit;
    if (pair.presence === "TP") for (const [k, f1] of localF1s(pair).entries()) addTo(this.#macro[k], f1);
  }

  /** @throws ArgumentError for sums of another protocol */
  merge(other: SacoSums): void {
    checkSameProtocol("other", this.protocol, other.protocol);
    for (const key of ["TP", "FP", "TN", "FN"] as const) this.#presence[key] += other.#presence[key];
    this.#truths += other.#truths;
    this.#detections += other.#detections;
    this.#inPositives += other.#inPositives;
    for (const k of this.#hits.keys()) {
      this.#hits[k] += other.#hits[k];
      addTotal(this.#macro[k], other.#macro[k]);
    }
  }

  scores(): ProtocolScores {
    const { TP, FP, TN, FN } = this.#presence;
    const presence = presenceScores(TP, FP, TN, FN);
    const rows = this.#hits.map((hit, k) => {
      const [precision, recall] = [shareOf(hit, this.#detections), shareOf(hit, this.#truths)];
      const microPrecision = shareOf(hit, this.#inPositives);
      const pmF1 = f1Of(microPrecision, recall);
      const macroF1 = TP > 0 ? totalOf(this.#macro[k]) / TP : 0;
      const F1 = f1Of(precision, recall);
      return { cgF1: pmF1 * presence.IL_MCC, pmF1, precision, recall, F1, macroF1, microPrecision };
    });
    const values: Record<string, number> = { ...presence };
    for (const name of Object.keys(rows[0]) as (keyof (typeof rows)[number])[]) {
      values[name] = rows.reduce((sum, row) => sum + row[name], 0) / rows.length;
      for (const k of [0, 5]) values[`${name}@${SACO_THRESHOLDS[k]}`] = rows[k][name];
    }
    return { protocol: this.protocol, samples: TP + FP + TN + FN, values };
  }

  toJSON(): SacoJson {
    return {
      ...{ protocol: this.protocol, presence: { ...this.#presence }, truths: this.#truths },
      ...{ detections: this.#detections, inPositives: this.#inPositives, hits: [...this.#hits] },
      macro: this.#macro.map(({ sum, rest }) => [sum, rest] as const),
    };
  }

  static fromJSON(json: SacoJson): SacoSums {
    const sums = new SacoSums();
    (sums as { protocol: string }).protocol = json.protocol;
    Object.assign(sums.#presence, json.presence);
    sums.#truths = json.truths;
    sums.#detections = json.detections;
    sums.#inPositives = json.inPositives;
    sums.#hits = [...json.hits];
    sums.#macro = json.macro.map(([sum, rest]) => ({ sum, rest }));
    return sums;
  }
}

function presenceScores(TP: number, FP: number, TN: number, FN: number) {
  const [IL_precision, IL_recall] = [TP / (TP + FP + EPSILON), TP / (TP + FN + EPSILON)];
  return {
    ...{ IL_precision, IL_recall },
    IL_F1: (2 * IL_precision * IL_recall) / (IL_precision + IL_recall + EPSILON),
    IL_FPR: FP / (FP + TN + EPSILON),
    IL_MCC: (TP * TN - FP * FN) / (Math.sqrt((TP + FP) * (TP + FN) * (TN + FP) * (TN + FN)) + EPSILON),
  };
}
