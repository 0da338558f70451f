import { parseArgs } from "node:util";
import { examine } from "../doctor/examine.js";
import type { Finding } from "../doctor/finding.js";
import { placeOf, placeOptions } from "../install/places.js";

export const usage = `
Usage: peel doctor [--json] [--user | --sys-prefix | --prefix DIR]

Tells the versions of all that takes part, starts the kernel, and looks for what is wrong. For each fault it
says what to do. Exits with 1 if there is one.

  --json         print a list of { name, status, found, remedy, command }
  --user …       look at what peel install, with the same option, has put there

Example: peel doctor --sys-prefix
`;

const signs = { ok: "✓", note: "·", fault: "✗" };

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { ...placeOptions, json: { type: "boolean", default: false } },
  });
  const isNamed = values.user || values["sys-prefix"] || values.prefix !== undefined;
  const findings = await examine(placeOf(values), isNamed);
  process.stdout.write(values.json ? `${JSON.stringify(findings, null, 2)}\n` : asText(findings));
  if (findings.some(({ status }) => status === "fault")) process.exitCode = 1;
}

function asText(findings: Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, status, found, remedy }) => [
    `${signs[status]} ${name.padEnd(width)}  ${found}`,
    ...(remedy ? [`  ${" ".repeat(width)}  → ${remedy}`] : []),
  ]);
  return `${lines.join("\n")}\n`;
}
