import { createHash, type Hash } from "node:crypto";
import { open, readdir } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";

/** Larger files are weights of gigabytes: they are told by their length and by what stands in places all over them. */
const READ_WHOLE = 64 * 2 ** 20;
const PLACES = 256;
const PLACE_BYTES = 16 * 2 ** 10;

/**
 * What tells a model from others of its name: twelve digits of a SHA-256 over its settings and its files. Weights beside
 * a graph (`model.onnx_data`, `model.onnx.data`) count with it.
 *
 * @param settings of what is read from files that also hold words for people
 * @param files within the folder; those that are missing do not count
 * @throws the file system's own errors
 */
export async function versionOf(folder: string, files: readonly string[], settings = {}): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(settings));
  const all = (await Promise.all(files.map(withWeights))).flat();
  for (const path of [...new Set(all)].sort()) {
    hash.update(`\0${relative(folder, path)}\0`);
    await add(hash, path);
  }
  return hash.digest("hex").slice(0, 12);
}

async function withWeights(path: string): Promise<string[]> {
  const names = await readdir(dirname(path)).catch(() => []);
  const own = basename(path);
  const isWeights = (name: string): boolean => name.startsWith(`${own}_`) || name.startsWith(`${own}.`);
  return names.filter((name) => name === own || isWeights(name)).map((name) => join(dirname(path), name));
}

async function add(hash: Hash, path: string): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    hash.update(`${size}\0`);
    const [count, length] = size > READ_WHOLE ? [PLACES, PLACE_BYTES] : [Math.ceil(size / 2 ** 20), 2 ** 20];
    const bytes = Buffer.alloc(length);
    for (let i = 0; i < count; i++) {
      const from = size > READ_WHOLE ? Math.round(((size - length) * i) / (count - 1)) : i * length;
      const { bytesRead } = await file.read(bytes, 0, length, from);
      hash.update(bytes.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
