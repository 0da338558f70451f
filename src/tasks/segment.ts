import { decodeSemantic, REJECTED_ID } from "../codecs/semantic/decode.js";
import type { ColourLegend } from "../codecs/semantic/legend.js";
import { permuteLegend } from "../codecs/semantic/permute.js";
import { voteLabels } from "../codecs/semantic/vote.js";
import type { ColourNotation } from "../color/notation.js";
import { ArgumentError, describeValue } from "../errors.js";
import { alignToSource } from "../image/alignment/alignTo.js";
import { LabelMap } from "../image/labelMap.js";
import type { RgbImage } from "../image/rgbImage.js";
import { type Again, lasting, paintingOf, type RepaintOptions } from "./again.js";
import { type AskedMasks, askedMasks, inWords, type MasksInput } from "./askedMasks.js";
import { dialectOfStep, type PaintedStep, paint } from "./paint.js";
import { type PresenceGate, partedByPresence } from "./presence.js";
import { RegionResult, unpainted } from "./regionResult.js";
import { checkTask, type TaskOptions } from "./taskOptions.js";

/** Options of `segment`. */
export interface SegmentOptions extends TaskOptions {
  /** what is painted where no class is; default black. Named in the prompt only where it is given */
  readonly background?: string;
  /** how colours are written in the prompt; default: as they were given, as tuples where they were not */
  readonly notation?: ColourNotation;
  /** pixels farther than this from every colour have no class, levels; default: none */
  readonly maxResidual?: number;
  /** pixels whose next colour is not this much farther have no class, levels; default: none */
  readonly minMargin?: number;
  /** pictures with the classes' colours dealt anew, of which the most win, pixel by pixel; default 1 */
  readonly votes?: number;
  /** tells which classes are there at all; the others are not asked for */
  readonly gate?: PresenceGate;
}

/** How classes are decoded. */
export type SegmentDecoding = Pick<SegmentOptions, "maxResidual" | "minMargin">;

/** Classes of a photo, and how they came to be. */
export class SegmentResult extends RegionResult<SegmentDecoding> {
  constructor(
    step: PaintedStep,
    labels: LabelMap,
    /** on the paintings' own grids, one for each vote */
    readonly decoded: readonly LabelMap[],
    /** the paintings, one for each vote */
    readonly paintings: readonly PaintedStep[],
    /** share of votes that each pixel's class has got, on the photo's grid of `labels`; where there was more than one */
    readonly agreement: Float32Array | undefined,
    /** classes that the gate has found missing */
    readonly absent: readonly string[],
    protected readonly again: Again<SegmentResult, SegmentDecoding>,
  ) {
    super(step, labels);
  }

  /** The same photo painted anew: with other words, another seed, by another generator. Throws as the task does. */
  repaint(changes: RepaintOptions = {}): Promise<SegmentResult> {
    return this.again.repaint(changes);
  }

  /** The same painting decoded otherwise; nothing is painted. Throws ArgumentError for wrong options. */
  redecode(changes: SegmentDecoding): SegmentResult {
    return this.again.redecode(changes);
  }
}

/** The paper's JSON wording (arXiv 2604.20329, fig. 2). */
export const semanticPromptOf = (masks: readonly { name: string; colour: string }[]): string =>
  `Generate a semantic segmentation visualization image, using this color mapping: {${masks
    .map(({ name, colour }) => `${JSON.stringify(name)}: ${JSON.stringify(colour)}`)
    .join(", ")}}.`;

/**
 * Segments a photo into classes, each painted in a colour of its own.
 *
 * @param classes names, which get colours that are easily told apart; names with colours; or a prompt's sentences
 * @throws as `estimateDepth`
 * @example const { labels } = await segment(photo, ["floor", "wall", "ball"]);
 * @example await segment(photo, { ball: "red" }, { votes: 5 });
 * @example await segment(photo, "The menu is #80C000. The dessert is #800000.");
 */
export async function segment(
  photo: RgbImage,
  classes: MasksInput,
  options: SegmentOptions = {},
): Promise<SegmentResult> {
  checkTask("segment", photo, options, {
    ...{ background: true, notation: true, maxResidual: true, minMargin: true, votes: true, gate: true },
  });
  const { votes = 1, gate, signal } = options;
  if (!(Number.isInteger(votes) && votes >= 1 && votes <= 64)) refuseVotes(votes);
  const asked = askedMasks("classes", classes, options.background);
  const names = asked.legend.filter(({ id }) => id !== 0).map(({ name }) => name);
  const { present, absent } = await partedByPresence(photo, names, gate, signal);
  const legend = asked.legend.filter(({ id, name }) => id === 0 || present.includes(name));
  if (present.length === 0) return nothingThere(photo, classes, asked, options, absent);
  // Votes are pictures of their own, also to a recording, which finds requests by their seeds.
  const seeded = votes > 1 && options.seed === undefined ? { ...options, seed: 0 } : options;
  const steps: PaintedStep[] = [];
  const deals = dealsOf(legend, votes);
  for (const [vote, dealt] of deals.entries())
    steps.push(await paint(photo, promptOf(asked, dealt, options, vote), seeded, vote));
  return decodedFrom({ steps, deals, legend: asked.legend, absent, classes }, lasting(options));
}

/** The paintings of all votes, and what they were asked to show. */
interface PaintedVotes {
  readonly steps: readonly PaintedStep[];
  /** the colours of each */
  readonly deals: readonly ColourLegend[];
  /** all that was asked for, what is absent too */
  readonly legend: ColourLegend;
  readonly absent: readonly string[];
  /** as it was asked for */
  readonly classes: MasksInput;
}

function decodedFrom(votes: PaintedVotes, options: SegmentOptions): SegmentResult {
  const { steps, deals, legend, absent } = votes;
  const { maxResidual, minMargin } = options;
  const decoded = steps.map((step, vote) =>
    decodeSemantic(step.painted, deals[vote], {
      ...dialectOfStep(step),
      ...(maxResidual !== undefined && { maxResidual }),
      ...(minMargin !== undefined && { minMargin }),
    }),
  );
  const aligned = decoded.map((map, i) => alignToSource(map as LabelMap, steps[i].alignment));
  const voted = steps.length > 1 ? voteLabels(aligned.map(withLegendOf(aligned[0]))) : undefined;
  const labels = inLegend(voted?.labels ?? aligned[0], legend, aligned[0].provenance, absent);
  const redecode = (changes: SegmentDecoding) => decodedFrom(votes, { ...options, ...changes });
  const again = againOf(steps[0], votes.classes, options, redecode);
  return new SegmentResult(steps[0], labels, decoded, steps, voted?.agreement, absent, again);
}

const againOf = (
  step: PaintedStep,
  classes: MasksInput,
  options: SegmentOptions,
  redecode: (changes: SegmentDecoding) => SegmentResult,
): Again<SegmentResult, SegmentDecoding> => ({
  painting: paintingOf({ ...options, prompt: step.prompt }),
  decoding: Object.fromEntries(
    (["maxResidual", "minMargin"] as const).flatMap((name) =>
      options[name] === undefined ? [] : [[name, options[name]]],
    ),
  ),
  repaint: (changes) => segment(step.photo, classes, { ...options, ...changes }),
  redecode,
});

/**
 * The colours of every vote: first as they were asked for, then dealt anew, none twice as long as there are others.
 */
function dealsOf(legend: ColourLegend, votes: number): ColourLegend[] {
  const deals = [legend];
  const known = new Set([wordsOf(legend)]);
  for (let seed = 1; deals.length < votes; seed++) {
    const dealt = permuteLegend(legend, seed);
    // Of three classes there are six deals; who wants more votes gets some again.
    if (known.has(wordsOf(dealt)) && seed < MOST_DEALS) continue;
    known.add(wordsOf(dealt));
    deals.push(dealt);
  }
  return deals;
}

const MOST_DEALS = 500;
const wordsOf = (legend: ColourLegend): string => legend.map(({ colour }) => colour.join()).join(" ");

function promptOf(asked: AskedMasks, dealt: ColourLegend, options: SegmentOptions, vote: number): string {
  if (vote === 0 && options.prompt !== undefined) return options.prompt;
  if (vote === 0 && asked.sentences !== undefined) return asked.sentences;
  const { background, notation } = options;
  const masks = inWords(dealt, notation);
  return semanticPromptOf(
    background === undefined ? masks : [...masks, { name: "background", colour: background }],
  );
}

/** Votes are of classes, whatever their colours were. */
const withLegendOf =
  ({ legend }: LabelMap) =>
  (map: LabelMap): LabelMap =>
    new LabelMap({ ...map, legend });

/** With all classes that were asked for, those that are absent too. */
function inLegend(
  map: LabelMap,
  legend: ColourLegend,
  provenance: LabelMap["provenance"],
  absent: readonly string[],
): LabelMap {
  const own = map.legend.filter(({ id }) => !legend.some((one) => one.id === id));
  return new LabelMap({
    ...map,
    legend: [...legend, ...own],
    provenance: { ...provenance, ...map.provenance, ...(absent.length > 0 && { absent }) },
  });
}

async function nothingThere(
  photo: RgbImage,
  classes: MasksInput,
  { legend }: AskedMasks,
  options: SegmentOptions,
  absent: readonly string[],
): Promise<SegmentResult> {
  const { width, height } = photo;
  const ground = legend.find(({ id }) => id === 0);
  const data = new Uint16Array(width * height).fill(ground ? 0 : REJECTED_ID);
  const labels = new LabelMap({ width, height, data, legend, provenance: { absent } });
  const step = await unpainted(photo, options);
  const again = againOf(step, classes, lasting(options), () => result);
  const result: SegmentResult = new SegmentResult(step, labels, [], [], undefined, absent, again);
  return result;
}

function refuseVotes(votes: unknown): never {
  throw new ArgumentError({
    ...{ argument: "votes", expected: "a whole number from 1 to 64", got: describeValue(votes) },
    remedy: "leave it out for one picture",
  });
}
