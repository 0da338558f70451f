import { parseArgs } from "node:util";
import { encodeInstances, InstanceMap, readLabels, writeImage } from "vision-peel";
import { onePicture } from "../arguments.js";
import { outputOf } from "./output.js";

export const usage = `
Usage: peel encode instances IDS -o PAINTED.png [--background COLOUR]

Paints things each in a colour of its own, as far from each other as can be.

  IDS                   which thing each pixel belongs to, 0 is none: an indexed or grey PNG, .npy …
  --background COLOUR   what is painted where nothing is; default black
  -o PAINTED.png        where to write the picture

Example: peel encode instances ids.npy --background "#10aa05" -o painted.png
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { background: { type: "string" }, output: { type: "string", short: "o" } },
  });
  const path = onePicture("encode instances", "IDS -o PAINTED.png", positionals);
  const output = outputOf(values.output);
  const map = new InstanceMap(await readLabels(path));
  await writeImage(encodeInstances(map, { background: values.background }), output);
  process.stderr.write(`Wrote ${output}.\n`);
}
