import { parseArgs } from "node:util";
import { KNOWN_MODELS, modelsFolder, pulledModels } from "vision-peel/models";
import { sizeText } from "./onlyModel.js";

export const usage = `
Usage: peel models list [--json]

Lists the public models that are known by name, and those that were fetched. Any other repository of the hub can be
fetched by OWNER/NAME.
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
  const here = await pulledModels();
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify({ folder: modelsFolder(), known: KNOWN_MODELS, here }, null, 1)}\n`,
    );
    return;
  }
  const width = Math.max(...KNOWN_MODELS.map(({ name }) => name.length));
  for (const { name, repository, about, licence } of KNOWN_MODELS) {
    const sign = here.some((one) => one.repository === repository) ? "✓" : "·";
    process.stdout.write(`${sign} ${name.padEnd(width)}  ${about} (${licence})\n`);
  }
  for (const { repository, folder, bytes } of here)
    process.stdout.write(`\n${repository}: ${sizeText(bytes)} in ${folder}\n`);
}
