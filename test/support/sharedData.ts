import { existsSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(process.env.PEEL_SHARED ?? "../shared");

/** Where real pictures and golden files lie that are not ours to publish. */
export const sharedPath = (path: string): string => resolve(root, path);

/**
 * Whether tests on shared data must skip, said once per file. With PEEL_CI=1 they never skip: they
 * run and fail on what is missing.
 */
export function skipsWithout(...paths: string[]): boolean {
  const missing = paths.map(sharedPath).filter((path) => !existsSync(path));
  if (missing.length === 0 || process.env.PEEL_CI === "1") return false;
  console.log(`Skipped: ${missing[0]} is missing (PEEL_SHARED may point to it).`);
  return true;
}
