import { parseArgs } from "node:util";
import { modelNamed, remove } from "vision-peel/models";
import { onlyModel } from "./onlyModel.js";

export const usage = `
Usage: peel models remove MODEL

Deletes a model that was fetched.

Example: peel models remove depth-anything-v2-small
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const folder = await remove(modelNamed(onlyModel("remove", positionals)).repository);
  process.stderr.write(`Removed ${folder}\n`);
}
