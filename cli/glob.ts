import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, sep } from "node:path";

/** What parts the names of a path: on Windows both. */
const SEPARATORS = sep === "\\" ? /[\\/]+/ : /\/+/;

/**
 * The files that a pattern means where no shell has expanded it, as on Windows or in quotes: `*` and `?` within a
 * name, `**` for folders of any depth. Hidden names only where the pattern names them. In the order of names.
 *
 * @param path what is no pattern, or is the name of a file as it stands, comes back as it is
 */
export async function expandPattern(path: string): Promise<string[]> {
  if (!/[*?]/.test(path) || existsSync(path)) return [path];
  const parts = path.split(SEPARATORS);
  const start = /^[\\/]/.test(path) || /^[A-Za-z]:$/.test(parts[0]) ? `${parts.shift()}${sep}` : "";
  const found = await matchesIn(start, parts);
  return [...new Set(found)].sort(byNames);
}

async function matchesIn(folder: string, [part, ...rest]: readonly string[]): Promise<string[]> {
  if (part === undefined) return [folder];
  if (part === "**") {
    const deeper = (await entriesOf(folder)).filter((entry) => entry.isDirectory() && entry.name[0] !== ".");
    const below = await Promise.all(deeper.map(({ name }) => matchesIn(join(folder, name), ["**", ...rest])));
    return [...(await matchesIn(folder, rest.length > 0 ? rest : ["*"])), ...below.flat()];
  }
  if (!/[*?]/.test(part)) {
    const next = folder === "" ? part || "." : join(folder, part);
    return rest.length > 0 || existsSync(next) ? await matchesIn(next, rest) : [];
  }
  const matches = expressionOf(part);
  const isLast = rest.length === 0;
  const names = (await entriesOf(folder))
    .filter((entry) => matches.test(entry.name) && (part[0] === "." || entry.name[0] !== "."))
    .filter((entry) => !isLast || !entry.isDirectory())
    .map(({ name }) => join(folder, name));
  return (await Promise.all(names.map((next) => matchesIn(next, rest)))).flat();
}

const entriesOf = (folder: string) => readdir(folder || ".", { withFileTypes: true }).catch(() => []);

function expressionOf(part: string): RegExp {
  const source = [...part]
    .map((char) => (char === "*" ? ".*" : char === "?" ? "." : char.replace(/[^\w]/, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`, "s");
}

/** Name by name, so that a folder's files stand together. */
function byNames(a: string, b: string): number {
  const [left, right] = [a.split(SEPARATORS), b.split(SEPARATORS)];
  const at = left.findIndex((name, i) => name !== right[i]);
  if (at < 0 || right[at] === undefined) return left.length - right.length;
  return left[at] < right[at] ? -1 : 1;
}
