import { readFileSync } from "node:fs";
import { join } from "node:path";

type Nested = number | string | Nested[];

/** What one file holds, as the program that wrote it says. */
export interface GoldenFile {
  readonly shape?: number[];
  readonly dtype?: string;
  readonly data: Nested;
  readonly palette?: number[];
  readonly ids?: number[][];
  readonly keys?: Record<string, GoldenFile>;
}

const folder = "test/golden/formats";

/** Files written by numpy, OpenCV, Pillow and tifffile, by name. */
export const goldenFiles: Record<string, GoldenFile> = JSON.parse(
  readFileSync(join(folder, "manifest.json"), "utf8"),
);

export const goldenPath = (name: string): string => join(folder, name);

/** Row by row, with NaN and Infinity, which JSON holds as words. */
export function flat(data: Nested): number[] {
  return Array.isArray(data) ? data.flatMap(flat) : [Number(data)];
}
