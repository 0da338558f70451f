import { parseArgs } from "node:util";
import { ArgumentError, nearestName } from "vision-peel";
import { numberOf } from "../arguments.js";
import { kinds, type ScoreValues } from "../score/protocols.js";

const width = Math.max(...Object.keys(kinds).map((name) => name.length));

export const usage = `
Usage: peel score PROTOCOL --pred PREDICTION --gt TRUTH [--each] [--json]

Scores files by a named protocol. The same pictures have other numbers by others' rules, under the same names:
compare only numbers of one protocol. PREDICTION and TRUTH are two files, or two folders with files of the same
names (0001.depth.npy belongs to 0001.png); a truth without a prediction is an error.

${Object.entries(kinds)
  .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  .join("\n")}

Depth:
  --rules NAME        a data set's limits and crop: nyu, kitti, ibims, eth3d, diode-indoor, diode-outdoor,
                      nuscenes, hypersim, sintel, vkitti2
  --min METRES --max METRES --crop none|nyu-eigen|garg|kitti-eigen
                      limits and crop of your own
  --scale NAME        what the truth's numbers are: millimetres (default of 16-bit PNG), kitti …
  --pred-scale NAME   the same of the predictions
Labels:
  --instances FOLDER  Cityscapes' pictures of instances, for iIoU
  --classes 1,2,3     which ids miou scores; default: those that the truth has
Others:
  --gt FILE           more than once for the annotators of sa-co
  --each              the scores of each sample, too
  --json              one JSON object; with --each one more for each sample before it

Example: peel score zoedepth --rules nyu --pred painted/ --gt nyu/depth/
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      pred: { type: "string" },
      gt: { type: "string", multiple: true },
      rules: { type: "string" },
      min: { type: "string" },
      max: { type: "string" },
      crop: { type: "string" },
      scale: { type: "string" },
      "pred-scale": { type: "string" },
      instances: { type: "string" },
      classes: { type: "string" },
      each: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const [name] = positionals;
  const kind = await kindNamed(name);
  const { pred, gt = [] } = values;
  if (pred === undefined) throw missing("--pred", "what was predicted");
  if (gt.length === 0 && name !== "win-rate") throw missing("--gt", "the truth");
  const [min, max] = [numberOf("--min", values.min), numberOf("--max", values.max)];
  const given = { ...values, pred, gt, min, max } as ScoreValues;
  const scores = await kind.score(name, given, (sample, own) => {
    if (!values.each) return;
    if (values.json) process.stdout.write(`${JSON.stringify({ sample, values: own })}\n`);
    else process.stdout.write(`${sample}: ${inWords(own)}\n`);
  });
  const { notes = [], ...rest } = scores;
  for (const note of notes) process.stderr.write(`Note: ${note}\n`);
  if (values.json) process.stdout.write(`${JSON.stringify(rest)}\n`);
  else process.stdout.write(table(rest.protocol, rest.samples, rest.values));
}

async function kindNamed(name: string | undefined) {
  if (name !== undefined && Object.hasOwn(kinds, name)) return await kinds[name].load();
  const near = name === undefined ? undefined : nearestName(name, Object.keys(kinds));
  throw new ArgumentError({
    ...{ argument: "PROTOCOL", expected: `one of ${Object.keys(kinds).join(", ")}`, got: name ?? "missing" },
    remedy: near ? `write ${near}` : "peel score --help tells what each scores",
  });
}

const missing = (argument: string, what: string): ArgumentError =>
  new ArgumentError({
    argument,
    expected: "given",
    got: "missing",
    remedy: `name a file or a folder: ${what}`,
  });

/** Rounding errors are no digits. */
const digits = (value: number): string =>
  Number.isInteger(value)
    ? String(value)
    : Math.abs(value) < 1e-6
      ? "0"
      : String(Number(value.toPrecision(5)));

const inWords = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .slice(0, 6)
    .map(([name, value]) => `${name} ${digits(value)}`)
    .join(", ");

function table(protocol: string, samples: number, values: Readonly<Record<string, number>>): string {
  const longest = Math.max(7, ...Object.keys(values).map((name) => name.length));
  const rows = Object.entries(values).map(([name, value]) => `  ${name.padEnd(longest)}  ${digits(value)}\n`);
  return `${protocol}, ${samples} ${samples === 1 ? "sample" : "samples"}\n${rows.join("")}`;
}
