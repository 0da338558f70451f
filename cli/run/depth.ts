import { parseArgs } from "node:util";
import { estimateDepth, summarizeDepth, writeDepth } from "vision-peel";
import { RUN_OPTIONS, RUN_USAGE } from "./options.js";
import { runPhotos } from "./runPhotos.js";

export const usage = `
Usage: peel run depth PHOTO… [-o DIR] [--generator SPEC] [options]

Paints and decodes the depth of photos: NAME.painted.png, NAME.depth.npy in metres on the photo's grid, NAME.json.

${RUN_USAGE}

Example: peel run depth "photos/*.jpg" -o depth
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: RUN_OPTIONS });
  await runPhotos({
    ...{ task: "depth", positionals, values },
    async work(photo, options) {
      const { depth, painted, prompt } = await estimateDepth(photo, options);
      const summary = summarizeDepth(depth);
      const { unit } = (depth.provenance ?? {}) as { unit?: string };
      return {
        ...{ paintings: [painted], prompt, summary: { depth: summary, unit } },
        words: `${summary.quantiles?.p50.toFixed(2) ?? "no"} ${unit === "relative" ? "(relative)" : "m"} in the median`,
        async write(place) {
          await writeDepth(depth, place(".depth.npy"));
        },
      };
    },
  });
}
