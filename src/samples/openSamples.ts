import { readImage } from "../image/readImage.js";
import type { RgbImage } from "../image/rgbImage.js";
import { foundIn } from "./foundIn.js";
import { PUBLISHED_SAMPLES, type PublishedSample } from "./manifest.js";
import { checkIsFolder } from "./pullSamples.js";
import { samplesFolder } from "./samplesFolder.js";
import { isNamed, samplesNamed } from "./samplesNamed.js";

/** A published picture that is here. */
export interface LocalSample extends PublishedSample {
  readonly file: string;
  /** whether it is what the page has published, bit by bit; else it has the name alone, as a resized photo */
  readonly isPublished: boolean;
  /** its pixels as they are stored; a photo as viewers show it */
  read(): Promise<RgbImage>;
}

/** The published pictures that are here: all, some or none. */
export class Samples {
  readonly here: readonly LocalSample[];

  constructor(here: readonly LocalSample[]) {
    this.here = here;
  }

  get isEmpty(): boolean {
    return this.here.length === 0;
  }

  /**
   * One by its name; undefined where it is not here.
   *
   * @throws ArgumentError for a name that nothing published has
   */
  find(name: string): LocalSample | undefined {
    samplesNamed([name]);
    return this.here.find((one) => isNamed(one, name));
  }

  /** How many there are, in words; no folder, so that a notebook says the same on every machine. */
  toString(): string {
    const all = PUBLISHED_SAMPLES.length;
    if (this.isEmpty)
      return `None of the ${all} published pictures is here: npx peel samples pull shows their terms and fetches them.`;
    const others = this.here.filter(({ isPublished }) => !isPublished).length;
    const standing = others === 0 ? "" : `, ${others} of them in another form than was published`;
    return `${this.here.length} of the ${all} published pictures are here${standing}.`;
  }
}

/**
 * The published pictures of the paper's page that are on this machine, without asking anybody.
 *
 * @param options `from`: another folder than the cache that `peel samples pull` fills
 * @throws ArgumentError where `from` is no folder
 * @example
 * const samples = await openSamples();
 * const painted = await samples.find("depth_kinkaku_1")?.read(); // undefined where it was not pulled
 */
export async function openSamples({ from }: { readonly from?: string } = {}): Promise<Samples> {
  if (from !== undefined) await checkIsFolder(from);
  const here: LocalSample[] = [];
  for (const sample of PUBLISHED_SAMPLES) {
    const found = await foundIn(from ?? samplesFolder(), sample);
    if (found)
      here.push({
        ...sample,
        ...found,
        read: () => readImage(found.file, { upright: sample.prompt === undefined }),
      });
  }
  return new Samples(here);
}
