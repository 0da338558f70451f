import { parseArgs } from "node:util";
import { encodeSemantic, LabelMap, parseLegend, readLabels, writeImage } from "vision-peel";
import { legendText, onePicture } from "../arguments.js";
import { outputOf } from "./output.js";

export const usage = `
Usage: peel encode semantic IDS --legend FILE|TEXT -o PAINTED.png [--background COLOUR]

Paints every class in its colour.

  IDS                   the class of each pixel, numbered as in the legend from 1, 0 is background:
                        an indexed or grey PNG, .npy …, as peel decode semantic -o writes it
  --legend FILE|TEXT    classes and their colours: JSON, a list, or the sentences of the prompt; from a
                        .json or .txt file, or as they are
  --background COLOUR   what class 0 is painted, unless the legend names a "background"; default black
  -o PAINTED.png        where to write the picture

Example: peel encode semantic ids.png --legend '{"road": "#804080"}' -o painted.png
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      legend: { type: "string" },
      background: { type: "string" },
      output: { type: "string", short: "o" },
    },
  });
  const path = onePicture("encode semantic", "IDS --legend LEGEND -o PAINTED.png", positionals);
  const output = outputOf(values.output);
  const legend = parseLegend(await legendText(values.legend), { background: values.background ?? "black" });
  const { width, height, data } = await readLabels(path);
  await writeImage(encodeSemantic(new LabelMap({ width, height, data, legend })), output);
  process.stderr.write(`Wrote ${output}.\n`);
}
