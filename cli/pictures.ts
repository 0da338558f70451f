import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { ArgumentError } from "vision-peel";
import { decodeHere, type Work, workThrough } from "./workThrough.js";

/** What a task found in one picture. */
export interface Finding {
  /** for programs; infinite numbers become the string "Infinity" */
  readonly record: object;
  /** for people, several lines */
  readonly table: string;
  /** what a reader should know, one sentence each: on stderr, and in the record */
  readonly warnings?: readonly string[];
}

/** What decoding one or several pictures is told. */
export interface PicturesCall {
  /** words after `peel`: "decode depth" */
  readonly task: string;
  /** what follows in the usage; default "PAINTED" */
  readonly what?: string;
  readonly positionals: readonly string[];
  readonly json: boolean;
  /** where results go; for several pictures it holds {name} */
  readonly output: string | undefined;
  /** decodes the picture and, if `output` is given, writes the result there */
  decode(path: string, output: string | undefined, work: Work): Promise<Finding>;
}

/**
 * Decodes the pictures of a call and prints what was found: for one picture as it is; for several, each with
 * its file's name, as lines of JSON or as tables in the order of the call, with progress on stderr. A picture
 * that cannot be decoded does not stop the others; the exit code tells of it. Several are worked on at a time;
 * Ctrl-C stops them and tells how many are done.
 *
 * @throws ArgumentError for no picture, or an output that several would share
 */
export async function decodePictures(call: PicturesCall): Promise<void> {
  const { task, what = "PAINTED", positionals, output } = call;
  const paths = (await Promise.all(positionals.map(expand))).flat();
  const [only, ...more] = paths;
  if (only === undefined) {
    throw new ArgumentError({
      argument: `peel ${task}`,
      expected: "followed by a picture",
      got: positionals.length === 0 ? "followed by nothing" : `followed by ${positionals.join(" ")}`,
      remedy:
        positionals.length === 0 ? `write peel ${task} ${what}` : "check the pattern: no file matches it",
    });
  }
  if (more.length === 0 && positionals.length === 1) {
    const say = (line: string) => process.stderr.write(`${line}\n`);
    print(call, await call.decode(only, named(output, only), { say, decoding: decodeHere }));
    return;
  }
  checkOutput(output, paths);
  await workThrough(
    paths,
    (path, tools) => call.decode(path, named(output, path), tools),
    (path, finding) => print(call, { ...finding, table: `${path}\n${finding.table}\n` }, path),
  );
}

function print({ json }: PicturesCall, { record: found, table, warnings }: Finding, path?: string): void {
  for (const warning of warnings ?? [])
    process.stderr.write(`Warning: ${path === undefined ? "" : `${path}: `}${warning}\n`);
  const record = { ...(path !== undefined && { file: path }), ...found, ...(warnings && { warnings }) };
  // JSON has no Infinity; a string keeps it apart from null (no value).
  const text = json ? JSON.stringify(record, (_, value) => (value === Infinity ? "Infinity" : value)) : table;
  process.stdout.write(json ? `${text}\n` : text);
}

/** A path with the picture's name, without its extension, where {name} stands. */
export const named = (template: string | undefined, path: string): string | undefined =>
  template?.replaceAll("{name}", nameOf(path));

const nameOf = (path: string): string => basename(path, extname(path));

/** A pattern such as `out/*.png` where no shell has expanded it, as on Windows or in quotes. */
async function expand(path: string): Promise<string[]> {
  const pattern = basename(path);
  if (!/[*?]/.test(pattern) || existsSync(path)) return [path];
  const source = [...pattern]
    .map((char) => (char === "*" ? ".*" : char === "?" ? "." : char.replace(/[^\w]/, "\\$&")))
    .join("");
  const matches = new RegExp(`^${source}$`);
  const names = await readdir(dirname(path)).catch((): string[] => []);
  return names
    .filter((name) => matches.test(name) && !name.startsWith("."))
    .sort()
    .map((name) => join(dirname(path), name));
}

function checkOutput(output: string | undefined, paths: readonly string[]): void {
  if (output === undefined) return;
  const names = paths.map(nameOf);
  const twin = names.find((name, i) => names.indexOf(name) < i);
  if (output.includes("{name}") && twin === undefined) return;
  throw new ArgumentError({
    argument: "-o",
    expected: "a different file for every picture",
    got: twin === undefined ? JSON.stringify(output) : `the same for two called ${twin}`,
    remedy:
      twin === undefined
        ? `write {name} where each picture's name goes, as in out/{name}${extname(output)}`
        : "decode them one by one",
  });
}
