import { parseArgs } from "node:util";
import { bytesOf, lookUp, pulledModels } from "vision-peel/models";
import { onlyModel, sizeText } from "./onlyModel.js";

export const usage = `
Usage: peel models info MODEL [--json]

Asks the hub what a model is: its licence, revision and files with their sizes.

Example: peel models info depth-anything-v2-small
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { json: { type: "boolean", default: false } },
  });
  const info = await lookUp(onlyModel("info", positionals));
  const here = (await pulledModels()).find(({ repository }) => repository === info.repository);
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ ...info, here: here?.folder }, null, 1)}\n`);
    return;
  }
  const lines = [
    `${info.repository}${info.about === "" ? "" : `: ${info.about}`}`,
    `licence   ${info.licence}`,
    `revision  ${info.revision}`,
    `size      ${sizeText(bytesOf(info))} in ${info.files.length} files`,
    `here      ${here?.folder ?? "no"}`,
    ...info.files.map(({ path, bytes }) => `  ${sizeText(bytes).padStart(7)}  ${path}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
