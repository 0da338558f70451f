import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { UnwritableError } from "../errors.js";

const REASONS: Record<string, [got: string, remedy: string]> = {
  ENOENT: ["in a folder that does not exist", "make the folder first"],
  ENOTDIR: ["inside something that is no folder", "check the path"],
  EISDIR: ["a folder", "give the name of a file"],
  EACCES: ["not writable for you", "choose another place"],
  EPERM: ["not writable for you", "choose another place"],
  EROFS: ["on a read-only disk", "choose another place"],
  ENOSPC: ["on a full disk", "make room or choose another place"],
};

/** The path's extension in lower case. @throws UnwritableError if it is not one of `known` */
export function checkedExtension(path: string, known: readonly string[]): string {
  const extension = extname(path).toLowerCase();
  if (known.includes(extension)) return extension;
  throw new UnwritableError({
    argument: path,
    expected: `a file name that ends in ${known.join(" or ")}`,
    got: extension === "" ? "a name without an extension" : `one in ${extension}`,
    remedy: "the extension chooses the format",
  });
}

/** Writes a file. @throws UnwritableError that says why it could not be written */
export async function writeFileSafely(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    const [got, remedy] = REASONS[code] ?? [`refused by the system (${code})`, "choose another place"];
    throw new UnwritableError({ argument: path, expected: "a writable file", got, remedy }, { cause });
  }
}
