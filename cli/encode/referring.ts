import { parseArgs } from "node:util";
import { ArgumentError, encodeReferring, parseLegend, readLabels } from "vision-peel";
import { legendText } from "../arguments.js";
import { areasOf } from "./areas.js";
import { ENCODE_OPTIONS, ENCODE_USAGE, encodeFiles } from "./encodeFiles.js";

export const usage = `
Usage: peel encode referring IDS… --legend FILE|TEXT -o PAINTED.png [--background COLOUR] [--json]

Paints what expressions refer to in their colours.

  IDS                   which expression each pixel belongs to, numbered as in the legend from 1, 0 is none:
                        an indexed or grey PNG, .npy …, as peel decode referring -o writes it
  --legend FILE|TEXT    expressions and their colours: JSON, a list, or the sentences of the prompt; from a
                        .json or .txt file, or as they are
  --background COLOUR   what is painted beside them, unless the legend names a "background"; default black
${ENCODE_USAGE}

Example: peel encode referring ids.png --legend '{"the cat": "cyan"}' -o painted.png
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
    ...{ task: "referring", what: "IDS --legend LEGEND -o PAINTED.png", positionals, values },
    reads: [values.legend],
    async paint(path) {
      const { width, height, data } = await readLabels(path);
      const unknown = data.find((id) => id !== 0 && !legend.some((one) => one.id === id));
      if (unknown !== undefined) {
        throw new ArgumentError({
          argument: path,
          expected: `of ids from 0 to ${Math.max(...legend.map(({ id }) => id))}, as the legend has`,
          got: `one with ${unknown}`,
          remedy: "add the expression to the legend, or leave it out of the ids",
        });
      }
      const masks = legend.map(({ id, name, colour }) => ({
        ...{ name, colour, width, height },
        data: data.map((one) => Number(one === id)),
      }));
      const expressions = areasOf(legend, data);
      return { painted: encodeReferring(masks), record: { expressions }, told: "expressions" };
    },
  });
}
