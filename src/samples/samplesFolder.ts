import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Where fetched samples lie: `PEEL_SAMPLES`, else the user's cache. */
export function samplesFolder(): string {
  const { PEEL_SAMPLES, XDG_CACHE_HOME } = process.env;
  if (PEEL_SAMPLES) return resolve(PEEL_SAMPLES);
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "peel", "samples");
}
