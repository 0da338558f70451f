/** How this very program is called in the shell that it was called from. */
import { realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const program = realpathSync(fileURLToPath(new URL("../bin/peel.mjs", import.meta.url)));

/**
 * The words of a command line: `peel` where it is on the PATH, `npx peel` where npx finds it, else by its place.
 *
 * @example ownCommand("install", "--user") // ["npx", "peel", "install", "--user"]
 */
export function ownCommand(...args: string[]): string[] {
  return [...start(), ...args];
}

/** A command line that can be pasted into a shell. */
export function shellText(words: string[]): string {
  return words.map(quoted).join(" ");
}

function start(): string[] {
  const { PATH = "", npm_execpath: npm } = process.env;
  const folders = PATH.split(delimiter);
  // Those that npx puts in front are not there when it has ended.
  const lasting = npm ? folders.filter((dir) => !/[/\\]node_modules[/\\]\.bin$/.test(dir)) : folders;
  if (lasting.some((dir) => isThis(join(dir, "peel")))) return ["peel"];
  for (let dir = process.cwd(); ; dir = dirname(dir)) {
    if (isThis(join(dir, "node_modules", ".bin", "peel"))) return ["npx", "peel"];
    if (dirname(dir) === dir) return [process.execPath, program];
  }
}

function isThis(path: string): boolean {
  try {
    return realpathSync(path) === program;
  } catch {
    return false;
  }
}

function quoted(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (process.platform === "win32") return `"${word.replaceAll('"', '\\"')}"`;
  return `'${word.replaceAll("'", "'\\''")}'`;
}
