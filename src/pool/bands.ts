import { dialectOf, spoken } from "../codecs/dialects/registry.js";
import type { DialectChoice } from "../codecs/dialects/types.js";
import type { DecodeSemanticOptions } from "../codecs/semantic/decode.js";
import { missingBackground, parseLegend } from "../codecs/semantic/legend.js";
import { settleWords } from "../codecs/semantic/settleWords.js";
import { ArgumentError } from "../errors.js";
import type { RgbImage } from "../image/rgbImage.js";
import type { DecodeArguments, DecodeTask } from "./decoders.js";

/** Pixels up to which a picture is one job: its planes then come without a copy. */
const WHOLE_PIXELS = 2 ** 20;

/**
 * Pixels of a band of a larger one: a millisecond or a few of work, so that stopping need not wait for long, and
 * of copying, so that the thread which asked is never held up for long.
 */
const BAND_PIXELS = 2 ** 18;

/** Rows of a picture, from the first to before the last. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** Options with which every pixel is decoded by itself. With any other the whole picture is one job. */
const PIXELWISE_OPTIONS: Partial<Record<DecodeTask, readonly string[]>> = {
  depth: ["dialect", "lambda", "c", "code", "maxResidual", "margin", "endLevels", "readUnknown"],
  normals: ["dialect", "minLength", "maxLength"],
  semantic: ["dialect", "background", "maxResidual", "minMargin"],
};

/** The bands of a picture; one for all of it where a pixel's value takes more than that pixel. */
export function bandsOf(task: DecodeTask, { width, height }: RgbImage, args: readonly unknown[]): Band[] {
  const whole = [{ from: 0, to: height }];
  const pixelwise = PIXELWISE_OPTIONS[task];
  const options = args[placeOfOptions(task)] ?? {};
  if (!pixelwise || !Object.keys(options).every((name) => pixelwise.includes(name))) return whole;
  if (width * height <= WHOLE_PIXELS) return whole;
  const count = Math.min(height, Math.ceil((width * height) / BAND_PIXELS));
  return Array.from({ length: count }, (_, i) => ({
    from: Math.floor((i * height) / count),
    to: Math.floor(((i + 1) * height) / count),
  }));
}

/** Where the options stand among a decoder's arguments: classes and expressions come before them. */
const placeOfOptions = (task: DecodeTask): number => Number(task === "semantic" || task === "referring");

/** Arguments that a worker understands: it does not know what has been registered here. */
export function argumentsForWorkers(task: DecodeTask, args: readonly unknown[]): readonly unknown[] {
  const place = placeOfOptions(task);
  const options = args[place] as (DialectChoice & { readonly into?: unknown }) | undefined;
  if (options?.into !== undefined) {
    throw new ArgumentError({
      argument: "into",
      expected: "left out for a pool",
      got: "given",
      remedy: "a worker's results come in memory of their own",
    });
  }
  if (options?.dialect === undefined) return args;
  const told = { ...options, dialect: dialectOf(options.dialect) };
  return args.map((argument, i) => (i === place ? told : argument));
}

/** The arguments for the bands: which colour a word means is for the whole picture to say. */
export function argumentsForBands(
  task: DecodeTask,
  { data }: RgbImage,
  args: readonly unknown[],
): readonly unknown[] {
  if (task !== "semantic") return args;
  const [input, options = {}] = args as unknown as DecodeArguments<"semantic">;
  const { own } = spoken("semantic", options.dialect);
  const { background = own.background }: DecodeSemanticOptions = options;
  const classes = settleWords(parseLegend(input, { background }), data);
  const legend = classes.map(({ id, name, colour }) => ({ id, name, colour }));
  // Where black is taken by a class, each band says so, as the whole would.
  const isMissing = missingBackground(classes, background).length > 0;
  return [legend, { ...options, background: isMissing ? undefined : null }];
}
