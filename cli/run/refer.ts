import { parseArgs } from "node:util";
import { encodeMask, refer, writeLabels } from "vision-peel";
import { RUN_OPTIONS, RUN_USAGE } from "./options.js";
import { runPhotos } from "./runPhotos.js";
import { masksAsked } from "./segment.js";

export const usage = `
Usage: peel run refer PHOTO… (--expression WORDS… | --legend FILE|TEXT) [-o DIR] [--generator SPEC] [options]

Paints and decodes what expressions refer to: NAME.painted.png, NAME.masks.png (ids on the photo's grid), NAME.json
with areas, boxes and COCO masks.

  --expression WORDS  what is meant: "the ball on the left"; may be given several times
  --legend FILE|TEXT  expressions with colours: JSON, or the sentences of a prompt
${RUN_USAGE}

Example: peel run refer room.jpg --expression "the red ball" -o masks
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { ...RUN_OPTIONS, expression: { type: "string", multiple: true }, legend: { type: "string" } },
  });
  const expressions = await masksAsked("--expression", values.expression, values.legend);
  await runPhotos({
    ...{ task: "refer", positionals, values, asked: { expressions } },
    async work(photo, options) {
      const { masks, labels, painted, prompt } = await refer(photo, expressions, options);
      const found = masks.map((mask) => {
        const { expression, area, box } = mask;
        return { expression, area, box, segmentation: encodeMask(mask) };
      });
      return {
        ...{ paintings: [painted], prompt, summary: { masks: found } },
        words: found.map(({ expression, area }) => `${expression} ${area} pixels`).join(", "),
        async write(place) {
          await writeLabels(labels, place(".masks.png"));
        },
      };
    },
  });
}
