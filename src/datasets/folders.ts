import { access, readdir, readFile, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { UnreadableError } from "../errors.js";
import { unreadable } from "../image/formats/raster.js";

/** Longer texts do not fit into a string of JavaScript. */
const MAX_TEXT_BYTES = 500_000_000;

export async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

/** The first of some paths in a folder that is there; the first of all if none is. */
export async function firstThere(folder: string, ...paths: readonly string[]): Promise<string> {
  for (const path of paths) if (await exists(join(folder, path))) return join(folder, path);
  return join(folder, paths[0]);
}

/**
 * A path that a list names, in its folder.
 *
 * @throws UnreadableError if it leads out of the folder: lists are written by others
 */
export function inside(folder: string, path: string, list: string): string {
  const root = resolve(folder);
  const full = resolve(root, path);
  if (typeof path === "string" && path !== "" && (full + sep).startsWith(root + sep) && !path.includes("\0"))
    return join(folder, relative(root, full));
  throw unreadable(
    list,
    "a list of files in its folder",
    `one with ${JSON.stringify(path)}`,
    "mend the list",
  );
}

/** Names in a folder, in order, without hidden ones; none if it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => !name.startsWith(".")).sort();
}

/** Files and folders in a folder, in order, without hidden ones; links are followed. */
async function entriesIn(folder: string): Promise<{ name: string; isFolder: boolean }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const seen = entries.filter(({ name }) => !name.startsWith("."));
  const told = await Promise.all(
    seen.map(async (entry) => {
      const isFolder = entry.isSymbolicLink()
        ? await isDirectory(join(folder, entry.name))
        : entry.isDirectory();
      return { name: entry.name, isFolder };
    }),
  );
  return told.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Folders in a folder, in order. */
export async function foldersIn(folder: string): Promise<string[]> {
  return (await entriesIn(folder)).filter(({ isFolder }) => isFolder).map(({ name }) => name);
}

const isDirectory = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Folders within folders that are looked into: links may lead in circles. */
const MAX_DEPTH = 8;

/** Files of a folder and of those in it whose names fit, as paths from it, in order. */
export async function filesBelow(folder: string, name: RegExp): Promise<string[]> {
  const found: string[] = [];
  const walk = async (path: string, depth: number): Promise<void> => {
    for (const entry of await entriesIn(join(folder, path))) {
      const next = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isFolder && depth < MAX_DEPTH) await walk(next, depth + 1);
      else if (!entry.isFolder && name.test(entry.name)) found.push(next);
    }
  };
  await walk("", 0);
  return found;
}

/** @throws UnreadableError if the file is missing, too large, or no UTF-8 (or, where allowed, no Windows text) */
export async function readText(path: string, { orWindows = false } = {}): Promise<string> {
  let bytes: Uint8Array;
  try {
    if ((await stat(path)).size > MAX_TEXT_BYTES) throw new RangeError("too large");
    bytes = await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const got = code === "ENOENT" || code === "ENOTDIR" ? "missing" : (code ?? "too large");
    const details = {
      argument: path,
      expected: "a readable text file",
      got,
      remedy: "check how the folder is laid out",
    };
    throw new UnreadableError(details, { cause });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    if (orWindows) return ofWindows(bytes);
    throw unreadable(path, "a text in UTF-8", "something else", "save it in UTF-8", cause);
  }
}

/** What Windows-1252 has from 0x80 to 0x9f, where Latin-1 has controls; Node's own decoder takes it for Latin-1. */
const WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

const ofWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\x80-\x9f]/g, (letter) => WINDOWS[letter.charCodeAt(0) - 0x80]);

/** Lines that are not empty, without white space around them. */
export async function readLines(path: string): Promise<string[]> {
  const lines = (await readText(path)).split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== "");
}

/** @throws UnreadableError if the file is missing or no JSON */
export async function readJson(path: string, options?: { orWindows?: boolean }): Promise<unknown> {
  const text = await readText(path, options);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(path, "a whole JSON file", "broken off or corrupt", undefined, cause);
  }
}
