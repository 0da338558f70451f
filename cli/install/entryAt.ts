import { lstatSync, type Stats } from "node:fs";

/** What is at a path, be it a link that leads nowhere; undefined if nothing is. */
export function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
