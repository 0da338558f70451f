import { parseArgs } from "node:util";
import { encodeInstances, InstanceMap, readLabels } from "vision-peel";
import { ENCODE_OPTIONS, ENCODE_USAGE, encodeFiles } from "./encodeFiles.js";

export const usage = `
Usage: peel encode instances IDS… -o PAINTED.png [--background COLOUR] [--json]

Paints things each in a colour of its own, as far from each other as can be.

  IDS                   which thing each pixel belongs to, 0 is none: an indexed or grey PNG, .npy …
  --background COLOUR   what is painted where nothing is; default black
${ENCODE_USAGE}

Example: peel encode instances ids.npy --background "#10aa05" -o painted.png
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { background: { type: "string" }, ...ENCODE_OPTIONS },
  });
  const { background = "black" } = values;
  await encodeFiles({
    ...{ task: "instances", what: "IDS -o PAINTED.png", positionals, values },
    async paint(path) {
      const map = new InstanceMap(await readLabels(path));
      const painted = encodeInstances(map, { background });
      const count = new Set(map.data.filter((id) => id > 0)).size;
      return { painted, record: { background, count }, told: `${count} instance${count === 1 ? "" : "s"}` };
    },
  });
}
