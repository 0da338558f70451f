import { parseArgs } from "node:util";
import { foreignIn, uninstallFrom } from "../install/install.js";
import { placeOf, placeOptions } from "../install/places.js";
import { explainWriting } from "../install/writeErrors.js";

export const usage = `
Usage: peel uninstall [--user | --sys-prefix | --prefix DIR]

Removes what peel install, with the same option, has put there, and nothing else.

Example: peel uninstall --sys-prefix
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: placeOptions });
  const { dataDir } = placeOf(values);
  const removed = explainWriting(dataDir, () => uninstallFrom(dataDir));
  for (const dir of foreignIn(dataDir)) process.stderr.write(`Left ${dir}: it is not Peel's.\n`);
  const lines = removed.map((dir) => `Removed ${dir}`);
  process.stderr.write(`${lines.join("\n") || `There is nothing of Peel in ${dataDir}.`}\n`);
}
