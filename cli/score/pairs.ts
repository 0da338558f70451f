/** Which prediction belongs to which truth: files by themselves, or those of two folders by their names. */
import { existsSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { ArgumentError, UnreadableError } from "vision-peel";

export interface FilePair {
  /** the name without endings */
  readonly name: string;
  readonly prediction: string;
  readonly truth: string;
}

/** "0001.depth.npy" and "0001.png" have one name. */
const nameOf = (path: string): string => basename(path).replace(/(\.[A-Za-z]\w*)+$/, "");

/**
 * @throws ArgumentError where one is a folder and the other is not; UnreadableError for what is not there, or a truth
 * without a prediction: a number over what happens to be there would be of something else
 */
export async function pairsOf(prediction: string, truth: string): Promise<FilePair[]> {
  const [ours, theirs] = [isFolder("--pred", prediction), isFolder("--gt", truth)];
  if (ours !== theirs) {
    throw new ArgumentError({
      ...{ argument: "--pred and --gt", expected: "two files or two folders" },
      got: "one of each",
      remedy: "give files, or the folders that they lie in",
    });
  }
  if (!ours) return [{ name: nameOf(prediction), prediction, truth }];
  const [found, wanted] = [await filesOf(prediction), await filesOf(truth)];
  const missing = [...wanted.keys()].filter((name) => !found.has(name));
  if (wanted.size === 0 || missing.length > 0) {
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : "";
    throw new UnreadableError({
      argument: wanted.size === 0 ? truth : prediction,
      expected:
        wanted.size === 0 ? "a folder with files of truth" : "a prediction for each truth, of its name",
      got: wanted.size === 0 ? "empty" : `without ${missing.slice(0, 3).join(", ")}${more}`,
      remedy: wanted.size === 0 ? "check the path" : "predict them, or take their truth away",
    });
  }
  return [...wanted].map(([name, path]) => ({ name, prediction: found.get(name) as string, truth: path }));
}

function isFolder(argument: string, path: string): boolean {
  if (existsSync(path)) return statSync(path).isDirectory();
  throw new UnreadableError({
    ...{ argument: `${argument} ${path}`, expected: "a file or a folder" },
    got: "missing",
    remedy: "check the path",
  });
}

async function filesOf(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(folder, { withFileTypes: true });
  for (const { name } of entries
    .filter((one) => one.isFile() && !one.name.startsWith(".") && extname(one.name))
    .sort(byName)) {
    const key = nameOf(name);
    const twin = files.get(key);
    if (twin !== undefined) {
      throw new UnreadableError({
        ...{ argument: folder, expected: "one file of each name", got: `with ${basename(twin)} and ${name}` },
        remedy: "keep the files of one kind in a folder of their own",
      });
    }
    files.set(key, join(folder, name));
  }
  return files;
}

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
