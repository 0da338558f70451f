import { parseArgs } from "node:util";
import { encodeSemantic, LabelMap, parseLegend, readLabels } from "vision-peel";
import { legendText } from "../arguments.js";
import { areasOf } from "./areas.js";
import { ENCODE_OPTIONS, ENCODE_USAGE, encodeFiles } from "./encodeFiles.js";

export const usage = `
Usage: peel encode semantic IDS… --legend FILE|TEXT -o PAINTED.png [--background COLOUR] [--json]

Paints every class in its colour.

  IDS                   the class of each pixel, numbered as in the legend from 1, 0 is background:
                        an indexed or grey PNG, .npy …, as peel decode semantic -o writes it
  --legend FILE|TEXT    classes and their colours: JSON, a list, or the sentences of the prompt; from a
                        .json or .txt file, or as they are
  --background COLOUR   what class 0 is painted, unless the legend names a "background"; default black
${ENCODE_USAGE}

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
      ...ENCODE_OPTIONS,
    },
  });
  const legend = parseLegend(await legendText(values.legend), { background: values.background });
  await encodeFiles({
    ...{ task: "semantic", what: "IDS --legend LEGEND -o PAINTED.png", positionals, values },
    reads: [values.legend],
    async paint(path) {
      const { width, height, data } = await readLabels(path);
      const painted = encodeSemantic(new LabelMap({ width, height, data, legend }));
      return { painted, record: { classes: areasOf(legend, data) }, told: "classes" };
    },
  });
}
