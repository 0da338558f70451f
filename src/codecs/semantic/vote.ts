import { checkOptions } from "../../checkOptions.js";
import { ArgumentError } from "../../errors.js";
import { LabelMap } from "../../image/labelMap.js";
import { REJECTED_ID } from "./decode.js";

/** Labels that several generations have agreed on. */
export interface VotedLabels {
  readonly labels: LabelMap;
  /** per pixel the share of the votes that its class has got, 0 to 1 */
  readonly agreement: Float32Array;
}

/** Options of `voteLabels`. */
export interface VoteOptions {
  /** whether a vote counts as much as its margin, so that a doubtful one counts little; default false */
  readonly byMargin?: boolean;
}

/**
 * One label map out of many generations of the same picture, best painted with permuted legends: the
 * class with most votes wins, at a tie the one with the smaller id. Rejected pixels do not vote; where
 * nobody votes, the pixel stays rejected.
 *
 * @param maps all of one size, with the same ids for the same classes
 * @throws ArgumentError for no map, different sizes, ids that mean different classes, or missing margins
 * @example
 * const legends = [legend, permuteLegend(legend, 1), permuteLegend(legend, 2)];
 * const { labels, agreement } = voteLabels(legends.map((one, i) => decodeSemantic(pictures[i], one)));
 */
export function voteLabels(maps: readonly LabelMap[], options: VoteOptions = {}): VotedLabels {
  checkOptions("voteLabels", options, { byMargin: true });
  const { byMargin = false } = options;
  checkMaps(maps, byMargin);
  const { width, height } = maps[0];
  const data = new Uint16Array(width * height);
  const agreement = new Float32Array(width * height);
  const ids = new Uint16Array(maps.length);
  const votes = new Float64Array(maps.length);
  for (let i = 0; i < data.length; i++) {
    let candidates = 0;
    let total = 0;
    for (const { data: one, margin } of maps) {
      if (one[i] === REJECTED_ID) continue;
      const weight = byMargin && margin ? Math.min(margin[i], MOST_LEVELS) : 1;
      total += weight;
      let k = 0;
      while (k < candidates && ids[k] !== one[i]) k++;
      if (k === candidates) {
        ids[candidates++] = one[i];
        votes[k] = 0;
      }
      votes[k] += weight;
    }
    let best = -1;
    for (let k = 0; k < candidates; k++) {
      if (best < 0 || votes[k] > votes[best] || (votes[k] === votes[best] && ids[k] < ids[best])) best = k;
    }
    data[i] = best < 0 ? REJECTED_ID : ids[best];
    agreement[i] = best < 0 || total === 0 ? 0 : votes[best] / total;
  }
  const legend = [...new Map(maps.flatMap((map) => map.legend.map((entry) => [entry.id, entry]))).values()];
  const provenance = { votes: maps.map((map) => map.provenance ?? {}), byMargin };
  return { labels: new LabelMap({ width, height, data, legend, provenance }), agreement };
}

/** The longest way through the RGB cube: with one class only, margins are infinite. */
const MOST_LEVELS = 442;

function checkMaps(maps: readonly LabelMap[], byMargin: boolean): void {
  const [first] = maps;
  const refuse = (expected: string, got: string): never => {
    throw new ArgumentError({
      argument: "maps",
      expected,
      got,
      remedy: "decode every generation of one picture with the same classes",
    });
  };
  if (!first) return refuse("at least one label map", "none");
  const names = new Map<number, string>();
  for (const [i, { width, height, legend, margin }] of maps.entries()) {
    if (width !== first.width || height !== first.height)
      refuse(`all of ${first.width} × ${first.height} pixels`, `${width} × ${height} at maps[${i}]`);
    if (byMargin && !margin) refuse("all with margins", `none at maps[${i}]`);
    for (const { id, name } of legend) {
      const known = names.get(id);
      if (known !== undefined && known !== name)
        refuse("of the same classes by id", `${id} is "${known}" and "${name}"`);
      names.set(id, name);
    }
  }
}
