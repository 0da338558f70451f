import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { resolve } from "node:path";

/** Of files: where they lie, how large they are and when they were changed, as 16 hexadecimal digits. */
export async function stampOf(files: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files) {
    const found = await stat(file).catch(() => undefined);
    hash.update(JSON.stringify([resolve(file), found?.size ?? null, found?.mtimeMs ?? null]));
  }
  return hash.digest("hex").slice(0, 16);
}
