import { nearestName } from "../checkOptions.js";
import { ArgumentError } from "../errors.js";
import { PUBLISHED_SAMPLES, type PublishedSample, SAMPLE_KINDS } from "./manifest.js";

const kinds: readonly string[] = Object.values(SAMPLE_KINDS);

/**
 * Samples by their names, by the names of their tasks, or all of them where none is named.
 *
 * @throws ArgumentError for a name that there is none of
 * @example samplesNamed(["depth", "insseg1_1"])
 */
export function samplesNamed(names: readonly string[]): readonly PublishedSample[] {
  for (const name of names) {
    if (kinds.includes(name) || PUBLISHED_SAMPLES.some((one) => isNamed(one, name))) continue;
    const known = [...kinds, ...PUBLISHED_SAMPLES.map((one) => one.name)];
    const near = nearestName(name, known);
    throw new ArgumentError({
      ...{ argument: "the sample", expected: `a published picture, or one of ${kinds.join(", ")}` },
      got: JSON.stringify(name),
      remedy:
        near === undefined ? "look at peel samples list" : `write ${near}, or look at peel samples list`,
    });
  }
  if (names.length === 0) return PUBLISHED_SAMPLES;
  return PUBLISHED_SAMPLES.filter((one) => names.some((name) => one.kind === name || isNamed(one, name)));
}

/** By its name, its file's name or its path. */
export const isNamed = ({ name, path }: PublishedSample, wanted: string): boolean =>
  name === wanted || path === wanted || path.endsWith(`/${wanted}`);
