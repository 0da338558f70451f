import { parseArgs } from "node:util";
import type { Cases } from "./cases.js";
import { WrongResult } from "./compare.js";
import { type Report, reportText } from "./report.js";

/** Where a run writes; the process's own streams, or a test's. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const usageOf = (cases: Cases): string =>
  [
    "Usage: npm run bench -- NAME [--json] [--rounds N]",
    "",
    ...Object.entries(cases).map(([name, { summary }]) => `  ${name}  ${summary}`),
    "",
  ].join("\n");

/** Runs one benchmark; the exit code is 0, 1 for a wrong result, or 2 for a wrong call. */
export async function runBench(args: string[], cases: Cases, { out, err }: Streams): Promise<number> {
  const options = readOptions(args, cases);
  if (typeof options === "string") {
    err(`${options}\n\n${usageOf(cases)}`);
    return 2;
  }
  const reports: Report[] = [];
  try {
    for (const contest of await cases[options.name].load()) {
      const report = await contest(options.rounds);
      reports.push(report);
      if (!options.json) out(`${reportText(report)}\n`);
    }
  } catch (error) {
    if (!(error instanceof WrongResult)) throw error;
    err(`${error.message}\n`);
    return 1;
  }
  if (options.json) out(`${JSON.stringify({ name: options.name, reports })}\n`);
  return 0;
}

function readOptions(args: string[], cases: Cases): { name: string; json: boolean; rounds: number } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, rounds: { type: "string", default: "15" } },
    });
    const [name, ...more] = positionals;
    if (name === undefined) return "Which benchmark?";
    if (more.length > 0 || !Object.hasOwn(cases, name))
      return `There is no benchmark "${positionals.join(" ")}".`;
    const rounds = Number(values.rounds);
    if (!Number.isInteger(rounds) || rounds < 3)
      return `--rounds must be a whole number from 3, but is ${values.rounds}.`;
    return { name, json: values.json, rounds };
  } catch (error) {
    return (error as Error).message;
  }
}
