import { parseArgs } from "node:util";
import { ArgumentError, segmentInstances, writeLabels } from "vision-peel";
import { RUN_OPTIONS, RUN_USAGE } from "./options.js";
import { runPhotos } from "./runPhotos.js";

export const usage = `
Usage: peel run instances PHOTO… --what THINGS [-o DIR] [--generator SPEC] [options]

Paints and decodes things of one kind, one by one: NAME.painted.png, NAME.instances.png (ids on the photo's grid),
NAME.json.

  --what THINGS     in the plural: "balls"
  --background COLOUR  what is painted where none is; default black
  --order WORDS     the order in which colours are given, for models that cannot choose; default "from left to right"
${RUN_USAGE}

Example: peel run instances room.jpg --what balls -o things
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: {
      ...RUN_OPTIONS,
      what: { type: "string" },
      background: { type: "string" },
      order: { type: "string" },
    },
  });
  const { what, background, order } = values;
  if (what === undefined || what.trim() === "") {
    throw new ArgumentError({
      ...{
        argument: "--what",
        expected: "things of one kind",
        got: what === undefined ? "missing" : "empty",
      },
      remedy: 'write --what "balls"',
    });
  }
  const asked = {
    what,
    ...(background !== undefined && { background }),
    ...(order !== undefined && { order }),
  };
  await runPhotos({
    ...{ task: "instances", positionals, values, asked },
    async work(photo, options) {
      const { what: _, ...own } = asked;
      const { instances, painted, prompt } = await segmentInstances(photo, what, {
        ...options,
        ...own,
      });
      const count = new Set(instances.data.filter((id) => id > 0)).size;
      return {
        ...{ paintings: [painted], prompt, summary: { what, count, instances: instances.instances } },
        words: `${count} ${what}`,
        async write(place) {
          await writeLabels(instances, place(".instances.png"));
        },
      };
    },
  });
}
