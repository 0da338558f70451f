import { type DatasetName, openDataset } from "vision-peel/datasets";

/** Looks for every file of the data, and tells what is missing; the exit code is 1 where something is. */
export async function tellCheck(
  name: string,
  data: string,
  split: string | undefined,
  isJson: boolean,
): Promise<void> {
  const dataset = await openDataset(name as DatasetName, data, split === undefined ? {} : { split });
  const report = await dataset.check();
  if (isJson) process.stdout.write(`${JSON.stringify(report)}\n`);
  else {
    const of = report.expectedSize === undefined ? "" : ` of ${report.expectedSize}`;
    process.stdout.write(`${dataset.title} ${dataset.split}: ${report.size}${of} samples\n`);
    for (const path of report.missing.slice(0, 20)) process.stdout.write(`missing: ${path}\n`);
    for (const problem of report.problems) process.stdout.write(`${problem}\n`);
    if (report.isComplete) process.stdout.write("Everything is there.\n");
  }
  if (!report.isComplete) process.exitCode = 1;
}
