import { decodeReferring } from "../codecs/referring/decode.js";
import type { ColourLegend } from "../codecs/semantic/legend.js";
import type { ColourNotation } from "../color/notation.js";
import { ArgumentError, describeValue } from "../errors.js";
import { alignToSource } from "../image/alignment/alignTo.js";
import type { LabelMap } from "../image/labelMap.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { PixelBox } from "../image/rle/types.js";
import { type Again, lasting, paintingOf, type RepaintOptions } from "./again.js";
import { askedMasks, inWords, type MasksInput } from "./askedMasks.js";
import { maskOfLabel } from "./maskOfLabel.js";
import { dialectOfStep, type PaintedStep, paint } from "./paint.js";
import { RegionResult } from "./regionResult.js";
import { checkTask, type TaskOptions } from "./taskOptions.js";

/** Makes a description of what a query means in a photo: "what could I sit on?" → "the red chair". */
export type QueryRewriter = (
  photo: RgbImage,
  query: string,
  how: { readonly signal?: AbortSignal },
) => string | Promise<string>;

/** Options of `refer`. */
export interface ReferOptions extends TaskOptions {
  /** what is painted where nothing is referred to; default black */
  readonly background?: string;
  /** how colours are written in the prompt; default: as they were given, as tuples where they were not */
  readonly notation?: ColourNotation;
  /** pixels farther than this from every colour belong to nothing, levels; default: none */
  readonly maxResidual?: number;
  /** brings queries that need thought into descriptions that can be painted */
  readonly rewrite?: QueryRewriter;
}

/** How expressions are decoded. */
export type ReferDecoding = Pick<ReferOptions, "maxResidual">;

/** One expression's mask on the photo's grid. */
export interface ReferredRegion {
  /** as it was asked */
  readonly expression: string;
  /** as it was painted, where a query was rewritten */
  readonly described?: string;
  /** 1 inside, row by row from the top left */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly area: number;
  /** left, top, width, height */
  readonly box: PixelBox;
}

/** What expressions refer to, and how that came to be. */
export class ReferResult extends RegionResult<ReferDecoding> {
  constructor(
    step: PaintedStep,
    labels: LabelMap,
    /** one for each expression, in their order */
    readonly masks: readonly ReferredRegion[],
    /** on the painting's own grid */
    readonly decoded: LabelMap,
    protected readonly again: Again<ReferResult, ReferDecoding>,
  ) {
    super(step, labels);
  }

  /** The same photo painted anew: with other words, another seed, by another generator. Throws as the task does. */
  repaint(changes: RepaintOptions = {}): Promise<ReferResult> {
    return this.again.repaint(changes);
  }

  /** The same painting decoded otherwise; nothing is painted. Throws ArgumentError for wrong options. */
  redecode(changes: ReferDecoding): ReferResult {
    return this.again.redecode(changes);
  }
}

/** A wording of the paper's (arXiv 2604.20329, section 3). */
export const referringPromptOf = (
  masks: readonly { name: string; colour: string }[],
  background: string,
): string =>
  `This image shows segmentation masks from the given image. The background is ${background}. ${masks
    .map(({ name, colour }) => `${capital(name)} is represented by a solid ${colour}.`)
    .join(" ")}`;

/**
 * Masks of what expressions refer to, all in one picture.
 *
 * @param expressions names alone ("the red ball"), with colours, or the sentences of a prompt
 * @throws as `estimateDepth`
 * @example const { masks } = await refer(photo, ["the ball on the left"]);
 * @example await refer(photo, ["what could I sit on?"], { rewrite: (photo, query) => askSomebody(photo, query) });
 */
export async function refer(
  photo: RgbImage,
  expressions: MasksInput,
  options: ReferOptions = {},
): Promise<ReferResult> {
  checkTask("refer", photo, options, {
    ...{ background: true, notation: true, maxResidual: true, rewrite: true },
  });
  const { background = "black", notation, rewrite, signal } = options;
  const asked = askedMasks("expressions", expressions, background);
  const described = rewrite && (await rewritten(photo, asked.legend, rewrite, signal));
  const legend = described ?? asked.legend;
  const own = described ? undefined : asked.sentences;
  const prompt = options.prompt ?? own ?? referringPromptOf(inWords(legend, notation), background);
  const step = await paint(photo, prompt, options);
  return decodedFrom({ step, legend: asked.legend, described, expressions }, lasting(options));
}

/** A painting of expressions, and what it was asked to show. */
interface PaintedExpressions {
  readonly step: PaintedStep;
  readonly legend: ColourLegend;
  /** in other words, where they were rewritten */
  readonly described: ColourLegend | undefined;
  /** as they were asked for */
  readonly expressions: MasksInput;
}

function decodedFrom(painting: PaintedExpressions, options: ReferOptions): ReferResult {
  const { step, legend, described, expressions } = painting;
  const { background = "black", maxResidual } = options;
  const decoding = maxResidual === undefined ? {} : { maxResidual };
  const { labels: decoded } = decodeReferring(step.painted, legend, {
    ...dialectOfStep(step),
    ...{ background, ...decoding },
  });
  const labels = alignToSource(decoded as LabelMap, step.alignment);
  const masks = legend
    .filter(({ id }) => id !== 0)
    .map(({ id, name }) => {
      const words = described?.find((one) => one.id === id)?.name;
      return {
        expression: name,
        ...(words !== undefined && { described: words }),
        ...maskOfLabel(labels, id),
      };
    });
  return new ReferResult(step, labels, masks, decoded, {
    painting: paintingOf({ ...options, prompt: step.prompt }),
    decoding,
    repaint: (changes) => refer(step.photo, expressions, { ...options, ...changes }),
    redecode: (changes) => decodedFrom(painting, { ...options, ...changes }),
  });
}

async function rewritten(
  photo: RgbImage,
  legend: ColourLegend,
  rewrite: QueryRewriter,
  signal: AbortSignal | undefined,
): Promise<ColourLegend> {
  return Promise.all(
    legend.map(async (one) =>
      one.id === 0
        ? one
        : { ...one, name: described(one.name, await rewrite(photo, one.name, signal ? { signal } : {})) },
    ),
  );
}

/** Nothing would be painted by an empty description, and be paid for. */
function described(query: string, said: unknown): string {
  if (typeof said === "string" && said.trim() !== "") return said;
  throw new ArgumentError({
    ...{
      argument: "rewrite",
      expected: `giving a description of ${JSON.stringify(query)}`,
      got: describeValue(said),
    },
    remedy: "return the query itself where there is nothing to rewrite",
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
