import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { LabError } from "@vision-peel/lab";

/**
 * Makes a folder and those above it, one after the other: where nothing can be made, as in `/proc`, Node's own
 * `recursive` tries for ever.
 *
 * @param mode of folders that are made; default: the system's
 * @throws {LabError} where no folder can be made, and the file system's own errors
 * @example makeFolder("/opt/venv/share/jupyter");
 */
export function makeFolder(dir: string, mode?: number): void {
  if (existsSync(dir)) return;
  const above = dirname(dir);
  if (above !== dir) makeFolder(above, mode);
  try {
    mkdirSync(dir, mode);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT") throw cause;
    throw new LabError(
      `The folder ${dir} cannot be made: ${above} takes none.`,
      "Choose a folder on a disk with --prefix.",
      { cause },
    );
  }
}
