import { parseArgs } from "node:util";
import { openSamples, PAGE, PAGE_LICENCE, samplesFolder, samplesNamed } from "vision-peel/samples";
import { sizeText } from "../models/onlyModel.js";

export const usage = `
Usage: peel samples list [SAMPLE...] [--from DIR] [--json]

Lists what the paper's page has published: photos, and what its model painted of them. ✓ is here, bit by bit as it was
published; ~ is here in another form; · is not. SAMPLE is a name, or a task: depth, instances, normals, referring,
semantic.

  --from DIR   looks there instead of the cache
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { json: { type: "boolean", default: false }, from: { type: "string" } },
  });
  const samples = samplesNamed(positionals);
  const here = await openSamples(values.from === undefined ? {} : { from: values.from });
  if (values.json) {
    const told = samples.map((one) => {
      const local = here.find(one.path);
      return { ...one, here: local?.file, isPublished: local?.isPublished };
    });
    const about = { page: PAGE, licence: PAGE_LICENCE, folder: values.from ?? samplesFolder() };
    process.stdout.write(`${JSON.stringify({ ...about, samples: told }, null, 1)}\n`);
    return;
  }
  const width = Math.max(...samples.map(({ name }) => name.length));
  for (const { name, path, kind, bytes, photo, figure } of samples) {
    const local = here.find(path);
    const sign = local === undefined ? "·" : local.isPublished ? "✓" : "~";
    const what = photo === undefined ? "photo" : `painted of ${photo}`;
    const where = figure === undefined ? "" : `, figure ${figure}`;
    const size = sizeText(bytes).padStart(6);
    process.stdout.write(`${sign} ${name.padEnd(width)}  ${kind.padEnd(9)}  ${size}  ${what}${where}\n`);
  }
  process.stdout.write(`\n${here}\n`);
}
