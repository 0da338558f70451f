import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { PublishedSample } from "./manifest.js";

/** A sample's file in a folder, and whether it is what the page has published, bit by bit. */
export interface FoundSample {
  readonly file: string;
  readonly isPublished: boolean;
}

/**
 * Looks for a sample in a folder that is laid out as the page is, by task, or not at all; photos may lie in `inputs`,
 * smaller than they were. What has the name of a sample and other bytes stands in for it, and is told apart.
 */
export async function foundIn(folder: string, sample: PublishedSample): Promise<FoundSample | undefined> {
  const [taskFolder, file] = sample.path.split("/").slice(-2);
  const jpeg = `${sample.name}.jpg`;
  const places = [sample.path, join(taskFolder, file), file, join("inputs", file), join("inputs", jpeg)];
  for (const place of places) {
    const path = join(folder, place);
    const about = await stat(path).catch(() => undefined);
    if (about?.isFile()) return { file: path, isPublished: await isPublished(path, about.size, sample) };
  }
  return undefined;
}

async function isPublished(path: string, size: number, { bytes, sha256 }: PublishedSample): Promise<boolean> {
  if (size !== bytes) return false;
  const found = createHash("sha256").update(await readFile(path));
  return found.digest("hex") === sha256;
}
