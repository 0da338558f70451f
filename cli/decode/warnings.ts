import type { InstanceRecord, RgbImage } from "vision-peel";

/** What a painted picture of one kind looks like, and where one that is none can be told. */
interface Likeness {
  /** "a painted depth picture" */
  readonly what: string;
  /** how a pixel misses: "off the path" */
  readonly miss: string;
  /** levels; pixels with a larger residual miss */
  readonly limit: number;
}

/** Published outputs miss with 0.15 to 8 % of their pixels, mostly at edges; a photo with nearly all. */
export const DEPTH_LIKENESS: Likeness = { what: "a painted depth picture", miss: "off the path", limit: 16 };
/** Solid areas of published outputs lie within 12 levels, the thinnest lines within 19. */
export const CLASS_LIKENESS: Likeness = {
  what: "painted in these colours",
  miss: "away from every one of them",
  limit: 32,
};
/** A quarter of the unit length, as levels; of published outputs 8 to 20 % miss by a tenth. */
export const NORMAL_LIKENESS: Likeness = {
  what: "a picture of painted normals",
  miss: "longer or shorter than a unit vector",
  limit: 127.5 / 4,
};

/**
 * What a reader of the result should know, one sentence each: what the file's format did to the colours, and
 * whether most pixels are such that the picture cannot be what it was taken for.
 *
 * @param residual of every pixel, in levels; of either sign, NaN where there is none
 */
export function warningsOf(painted: RgbImage, likeness?: Likeness, residual?: Float32Array): string[] {
  const warnings = [...((painted.provenance?.warnings as readonly string[] | undefined) ?? [])];
  const doubt = likeness && residual && doubtOf(likeness, residual);
  if (doubt !== undefined) warnings.push(doubt);
  if (doubt !== undefined && likeness === DEPTH_LIKENESS && isGrey(painted.data)) warnings.push(GREY);
  return warnings;
}

type Told = { readonly provenance?: Readonly<Record<string, unknown>> };

/** What the decoder itself warns of, beside what the picture's reader did. */
export function decodersWarnings(painted: Told, decoded: Told): string[] {
  const [before, after] = [painted, decoded].map(
    ({ provenance }) => (provenance?.warnings as readonly string[] | undefined) ?? [],
  );
  return after.filter((one) => !before.includes(one));
}

const GREY =
  "It is grey: if a model that paints grey depth made it, say --dialect marigold, lotus, lotus-disparity or open-vision-banana.";

function isGrey(rgb: Uint8Array): boolean {
  for (let at = 0; at < rgb.length; at += 3)
    if (rgb[at] !== rgb[at + 1] || rgb[at] !== rgb[at + 2]) return false;
  return true;
}

/** Above this share of the picture one thing is likely to be what lies behind the things. */
const BACKGROUND_SHARE = 0.5;

/** One sentence where the largest thing covers most of the picture: another background may be meant. */
export function backgroundDoubt(
  { width, height }: { readonly width: number; readonly height: number },
  instances: readonly InstanceRecord[],
): string[] {
  const behind = instances.find(({ area }) => area > BACKGROUND_SHARE * width * height);
  if (behind?.colour === undefined) return [];
  const share = Math.round((100 * behind.area) / (width * height));
  const colour = `RGB(${behind.colour.map(Math.round).join(", ")})`;
  return [
    `Instance ${behind.id} covers ${share} % of the picture; if it is the background, say --background "${colour}".`,
  ];
}

/** Mean distance in levels beyond which a class was hardly painted in its colour; published outputs stay below 12. */
const WRONG_COLOUR = 64;

/** One sentence for all classes that lie far from their colours: nothing nearer was in the legend. */
export function colourDoubt(
  classes: readonly { readonly name: string; readonly meanResidual: number | null }[],
): string[] {
  const wrong = classes.filter(({ meanResidual }) => (meanResidual ?? 0) > WRONG_COLOUR);
  if (wrong.length === 0) return [];
  const names = wrong.map(({ name, meanResidual }) => `"${name}" (${Math.round(meanResidual ?? 0)} levels)`);
  return [
    `Hardly painted in the legend's colour, only nearest to it: ${names.join(", ")}. Is the legend the prompt's?`,
  ];
}

function doubtOf({ what, miss, limit }: Likeness, residual: Float32Array): string | undefined {
  const far = residual.map(Math.abs).filter((levels) => !Number.isNaN(levels));
  const missing = far.reduce((count, levels) => (levels > limit ? count + 1 : count), 0);
  if (2 * missing <= far.length) return undefined;
  const median = far.sort()[Math.floor(far.length / 2)];
  const share = `${Math.round((100 * missing) / far.length)} % of its pixels are ${miss}`;
  return `This does not look like ${what}: ${share} by more than ${Math.round(limit)} levels (median ${median.toFixed(1)}).`;
}
