import { decodeInstances } from "../codecs/instances/decode.js";
import { ArgumentError, describeValue } from "../errors.js";
import { alignToSource } from "../image/alignment/alignTo.js";
import { InstanceMap } from "../image/instanceMap.js";
import type { RgbImage } from "../image/rgbImage.js";
import { type Again, lasting, paintingOf } from "./again.js";
import { generatorFor } from "./openOnce.js";
import { dialectOfStep, type PaintedStep, paint } from "./paint.js";
import { type PresenceGate, partedByPresence } from "./presence.js";
import { type InstanceDecoding, InstanceResult, unpainted } from "./regionResult.js";
import { checkTask, type TaskOptions } from "./taskOptions.js";

/** Options of `segmentInstances`. */
export interface SegmentInstancesOptions extends TaskOptions {
  /** what is painted where no thing is, in any notation; default black */
  readonly background?: string;
  /**
   * colours in the order that the prompt tells, for generators that are not free to choose (`about.instanceColours`);
   * default: eight that are told apart
   */
  readonly colours?: readonly string[];
  /** that order; default "from left to right" */
  readonly order?: string;
  /** how the painting is decoded: tolerance, sizes … (arXiv 2604.20329, appendix A) */
  readonly decode?: InstanceDecoding;
  /** tells whether any is there; if not, nothing is painted */
  readonly gate?: PresenceGate;
}

const COLOURS = ["red", "green", "blue", "yellow", "magenta", "cyan", "orange", "white"];

/** A wording of the paper's: the generator chooses the colours. */
export const freeInstancePrompt = (what: string, background: string): string =>
  `Generate an instance segmentation visualization of this image. Each of the ${what} is colored differently. The background is ${background}.`;

/** For generators that paint by a list of colours. */
export const orderedInstancePrompt = (
  what: string,
  background: string,
  order: string,
  colours: readonly string[],
): string =>
  `Generate an instance segmentation visualization of this image. ${what} ${order}: ${colours.join(", ")}. The background is ${background}.`;

/**
 * Segments things of one kind, one by one: each in a colour of its own, decoded by flood fill, pruning and merging.
 *
 * @param what things of one kind, in the plural: "balls", "price tags"
 * @throws as `estimateDepth`
 * @example const { instances } = await segmentInstances(photo, "balls");
 */
export async function segmentInstances(
  photo: RgbImage,
  what: string,
  options: SegmentInstancesOptions = {},
): Promise<InstanceResult> {
  checkTask("segmentInstances", photo, options, {
    ...{ background: true, colours: true, order: true, decode: true, gate: true },
  });
  if (typeof what !== "string" || what.trim() === "") refuseWhat(what);
  const { background = "black", order = "from left to right", colours = COLOURS, gate, signal } = options;
  const { present } = await partedByPresence(photo, [what], gate, signal);
  if (present.length === 0) {
    const { width, height } = photo;
    const data = new Uint16Array(width * height);
    const none = new InstanceMap({ width, height, data, instances: [], provenance: { absent: [what] } });
    const step = await unpainted(photo, options);
    const again = againOf(step, what, lasting(options), () => result);
    const result: InstanceResult = new InstanceResult(step, none, undefined, again);
    return result;
  }
  const { about } = await generatorFor(options);
  const usual =
    about.instanceColours === "asked"
      ? orderedInstancePrompt(what, background, order, colours)
      : freeInstancePrompt(what, background);
  const step = await paint(photo, options.prompt ?? usual, options);
  return decodedFrom(step, what, lasting(options));
}

function decodedFrom(step: PaintedStep, what: string, options: SegmentInstancesOptions): InstanceResult {
  const { background = "black" } = options;
  const decoded = decodeInstances(step.painted, { ...dialectOfStep(step), ...options.decode, background });
  const again = againOf(step, what, options, (decode) => decodedFrom(step, what, { ...options, decode }));
  return new InstanceResult(step, alignToSource(decoded as InstanceMap, step.alignment), decoded, again);
}

const againOf = (
  step: PaintedStep,
  what: string,
  options: SegmentInstancesOptions,
  redecode: (decode: InstanceDecoding) => InstanceResult,
): Again<InstanceResult, InstanceDecoding> => ({
  painting: paintingOf({ ...options, prompt: step.prompt }),
  decoding: options.decode ?? {},
  repaint: (changes) => segmentInstances(step.photo, what, { ...options, ...changes }),
  redecode: (changes) => redecode({ ...options.decode, ...changes }),
});

function refuseWhat(what: unknown): never {
  throw new ArgumentError({
    ...{ argument: "what", expected: "things of one kind", got: describeValue(what) },
    remedy: 'write "balls"; call it once for each kind',
  });
}
