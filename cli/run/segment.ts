import { parseArgs } from "node:util";
import { ArgumentError, type LabelMap, type MasksInput, segment, writeLabels } from "vision-peel";
import { legendText, numberOf } from "../arguments.js";
import { RUN_OPTIONS, RUN_USAGE } from "./options.js";
import { runPhotos } from "./runPhotos.js";

export const usage = `
Usage: peel run segment PHOTO… (--classes NAMES | --legend FILE|TEXT) [-o DIR] [--generator SPEC] [options]

Paints and decodes classes of photos: NAME.painted.png, NAME.labels.png (ids on the photo's grid), NAME.json.

  --classes NAMES   names with commas between them, which get colours: "floor, wall, ball"
  --legend FILE|TEXT  classes with colours: JSON, or the sentences of a prompt
  --votes N         pictures with the colours dealt anew, of which the most win; default 1
${RUN_USAGE}

Example: peel run segment room.jpg --classes "floor, wall, ball" -o segments
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: {
      ...RUN_OPTIONS,
      classes: { type: "string" },
      legend: { type: "string" },
      votes: { type: "string" },
    },
  });
  const classes = await masksAsked("--classes", values.classes, values.legend);
  const votes = numberOf("--votes", values.votes) ?? 1;
  await runPhotos({
    ...{ task: "segment", positionals, values, asked: { classes, votes } },
    async work(photo, options) {
      const { labels, paintings, painted, prompt } = await segment(photo, classes, {
        ...options,
        votes,
      });
      const shares = sharesOf(labels);
      return {
        paintings: paintings.length > 0 ? paintings.map((one) => one.painted) : [painted],
        ...{ prompt, summary: { classes: shares } },
        words: shares.map(({ name, share }) => `${name} ${(100 * share).toFixed(1)} %`).join(", "),
        async write(place) {
          await writeLabels(labels, place(".labels.png"));
        },
      };
    },
  });
}

/**
 * Masks as the command line gives them: names, or a legend.
 *
 * @throws ArgumentError for none, or both
 */
export async function masksAsked(
  option: string,
  names: string | readonly string[] | undefined,
  legend: string | undefined,
): Promise<MasksInput> {
  const listed = typeof names === "string" ? names.split(",") : names;
  if ((listed === undefined) === (legend === undefined)) {
    throw new ArgumentError({
      argument: `${option} or --legend`,
      expected: "one of the two",
      got: listed ? "both" : "neither",
      remedy: `write ${option} "floor, ball" or --legend '{"floor": "red", "ball": "blue"}'`,
    });
  }
  if (listed === undefined) return legendText(legend);
  // A legend that was given as names would be painted, and paid for, as a class of that name.
  const legendLike = listed.find((name) => /[{}[\]"]|:\s/.test(name));
  if (legendLike !== undefined) {
    throw new ArgumentError({
      ...{ argument: option, expected: "names with commas between them", got: JSON.stringify(legendLike) },
      remedy: `write ${option} "floor, ball", or give colours by --legend '{"floor": "red", "ball": "blue"}'`,
    });
  }
  const asked = listed.map((name) => name.trim()).filter((name) => name !== "");
  if (asked.length > 0) return asked;
  throw new ArgumentError({
    ...{ argument: option, expected: "names", got: "none" },
    remedy: `write ${option} "floor, ball"`,
  });
}

/** Shares of the photo, the largest first. */
export function sharesOf({ data, legend }: LabelMap): { id: number; name: string; share: number }[] {
  const counts = new Map<number, number>();
  for (const id of data) counts.set(id, (counts.get(id) ?? 0) + 1);
  return legend
    .map(({ id, name }) => ({ id, name, share: (counts.get(id) ?? 0) / data.length }))
    .sort((a, b) => b.share - a.share);
}
