import { basename, extname } from "node:path";
import { ArgumentError } from "vision-peel";
import { expandPattern } from "./glob.js";
import { refuseOverwriting } from "./overwriting.js";
import { decodeHere, type Work, workThrough } from "./workThrough.js";

/** What a task found in one file. */
export interface Finding {
  /** for programs; infinite numbers become the string "Infinity" */
  readonly record: object;
  /** for people, several lines */
  readonly table: string;
  /** what a reader should know, one sentence each: on stderr, and in the record */
  readonly warnings?: readonly string[];
}

/** What working on one or several files is told. */
export interface FilesCall {
  /** words after `peel`: "decode depth" */
  readonly task: string;
  /** what follows in the usage; default "PAINTED" */
  readonly what?: string;
  readonly positionals: readonly string[];
  readonly json: boolean;
  /** where results go; for several files it holds {name} */
  readonly output: string | undefined;
  /** other files that are read, with {name} in them if each has its own; what is undefined is passed over */
  readonly reads?: readonly (string | undefined)[];
  /** works on the file and, if `output` is given, writes the result there */
  work(path: string, output: string | undefined, tools: Work): Promise<Finding>;
}

/**
 * Works on the files of a call and prints what was found: for one file as it is; for several, each with its
 * name, as lines of JSON or as tables in the order of the call, with progress on stderr. A file that cannot be
 * worked on does not stop the others; the exit code tells of it. Several are worked on at a time; Ctrl-C stops
 * them and tells how many are done.
 *
 * @throws ArgumentError for no file, an output that several would share, or one that is a file which is read
 */
export async function workOnFiles(call: FilesCall): Promise<void> {
  const { task, what = "PAINTED", positionals, output } = call;
  const paths = (await Promise.all(positionals.map(expandPattern))).flat();
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
  if (more.length > 0 || positionals.length > 1) checkOutput(output, paths);
  if (output !== undefined) {
    const places = paths.map((path) => named(output, path));
    const others = (call.reads ?? []).flatMap((template) => paths.map((path) => named(template, path)));
    refuseOverwriting(places, [...paths, ...others.filter((other) => other !== undefined)]);
  }
  if (more.length === 0 && positionals.length === 1) {
    const say = (line: string) => process.stderr.write(`${line}\n`);
    print(call, await call.work(only, named(output, only), { say, decoding: decodeHere }));
    return;
  }
  await workThrough(
    paths,
    (path, tools) => call.work(path, named(output, path), tools),
    (path, finding) => print(call, { ...finding, table: `${path}\n${finding.table}\n` }, path),
  );
}

function print({ json }: FilesCall, { record: found, table, warnings }: Finding, path?: string): void {
  for (const warning of warnings ?? [])
    process.stderr.write(`Warning: ${path === undefined ? "" : `${path}: `}${warning}\n`);
  const record = { ...(path !== undefined && { file: path }), ...found, ...(warnings && { warnings }) };
  // JSON has no Infinity; a string keeps it apart from null (no value).
  const text = json ? JSON.stringify(record, (_, value) => (value === Infinity ? "Infinity" : value)) : table;
  process.stdout.write(json ? `${text}\n` : text);
}

/** A path with the file's name, without its extension, where {name} stands. */
export const named = <Template extends string | undefined>(template: Template, path: string): Template =>
  template?.replaceAll("{name}", nameOf(path)) as Template;

const nameOf = (path: string): string => basename(path, extname(path));

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
