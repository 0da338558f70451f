/** What is kept of a sample for people: its paintings, the truth in the same code, and how they were painted. */
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ArgumentError, UnreadableError } from "../../errors.js";
import type { Generator } from "../../generators/generator.js";
import { generatorOf } from "../../generators/generator.js";
import type { ModelAbout } from "../../generators/painter.js";
import { readImage } from "../../image/files.js";
import type { RgbImage } from "../../image/rgbImage.js";
import { writeFileSafely } from "../../image/writeFileSafely.js";
import { writeImage } from "../../image/writeImage.js";

const ABOUT = "painted.json";
const TRUTH = "truth.png";
const nameOf = (i: number): string => (i === 0 ? "painted.png" : `painted-${i + 1}.png`);

interface Kept {
  readonly about: ModelAbout;
  readonly prompts: readonly string[];
}

/** @param place makes the path of a file in the sample's folder */
export async function keepPictures(
  place: (file: string) => Promise<string>,
  painter: Generator,
  paintings: readonly RgbImage[],
  truth?: RgbImage,
): Promise<void> {
  for (const [i, painting] of paintings.entries()) await writeImage(painting, await place(nameOf(i)));
  if (truth) await writeImage(truth, await place(TRUTH));
  const prompts = paintings.map(({ provenance }) => String(provenance?.prompt ?? ""));
  const kept: Kept = { about: painter.about, prompts };
  await writeFileSafely(await place(ABOUT), Buffer.from(`${JSON.stringify(kept, null, 1)}\n`));
}

/** The pictures of a sample that are there, by their names. */
export function keptPictures(folder: string): Record<string, string> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".png")) : [];
  return Object.fromEntries(names.sort().map((name) => [name, join(folder, name)]));
}

/**
 * A generator that gives the paintings of a folder in their order: the task that made them decodes them as it did.
 *
 * @throws UnreadableError where none were kept
 */
export async function keptGenerator(folder: string): Promise<Generator> {
  const there = keptPictures(folder);
  const count = Object.keys(there).filter((name) => name.startsWith("painted")).length;
  const paths = Array.from({ length: count }, (_, i) => there[nameOf(i)]);
  const text = await readFile(join(folder, ABOUT), "utf8").catch(() => undefined);
  if (paths.length === 0 || text === undefined) {
    throw new UnreadableError({
      ...{ argument: folder, expected: "the sample's paintings", got: "none" },
      remedy: "evaluate again without withoutPictures (--no-pictures), or copy the workers' results here",
    });
  }
  const { about } = JSON.parse(text) as Kept;
  let next = 0;
  return generatorOf(`kept:${folder}`, {
    about,
    async paint({ seed }) {
      const path = paths[next++];
      if (path === undefined) {
        throw new ArgumentError({
          ...{ argument: "request", expected: `one of ${paths.length} paintings`, got: "one more" },
          remedy: "evaluate again: it asked for fewer then",
        });
      }
      return [{ picture: await readImage(path), device: "none", seed }];
    },
  });
}
