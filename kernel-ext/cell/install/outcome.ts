/** What npm says that it has done. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface NpmPackage {
  name: string;
  version: string;
  path: string;
}

/** What `npm install --json` prints. */
export interface NpmOutcome {
  error?: { code?: string; summary?: string };
  add?: NpmPackage[];
  change?: { from: NpmPackage; to: NpmPackage }[];
}

/** Scripts of packages may have printed something before. */
export function readOutcome(stdout: string): NpmOutcome {
  const start = stdout.search(/^\{$/m);
  try {
    return JSON.parse(stdout.slice(Math.max(start, 0)));
  } catch {
    return {};
  }
}

function readJson(path: string): { version?: string; dependencies?: Record<string, string> } {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}

/** The packages that package.json names, each with what it asks for. */
export const dependenciesOf = (folder: string): Record<string, string> =>
  readJson(join(folder, "package.json")).dependencies ?? {};

const listOf = (packages: string[]): string =>
  packages.length < 2 ? packages.join("") : `${packages.slice(0, -1).join(", ")} and ${packages.at(-1)}`;

/** `Installed mathjs 14.0.1 and 9 packages that it needs in /home/me.` */
export function describeOutcome(
  specs: readonly string[],
  { add = [], change = [] }: NpmOutcome,
  { folder, isNew }: { folder: string; isNew: boolean },
  before: Record<string, string>,
): string {
  const named = dependenciesOf(folder);
  const news = [...add, ...change.map(({ to }) => to)];
  const isAsked = ({ name, path }: NpmPackage) =>
    path === join(folder, "node_modules", name) &&
    (before[name] !== named[name] || specs.some((spec) => spec === name || spec.startsWith(`${name}@`)));
  const asked = news.filter(isAsked);
  const others = news.length - asked.length;
  const sentences: string[] = [];
  if (news.length === 0) sentences.push(`Nothing to do: ${listOf([...specs])} is installed in ${folder}.`);
  else {
    const packages = asked.map(({ name, version }) => `${name} ${version}`).sort();
    if (others > 0) packages.push(`${others} more that ${others === 1 ? "is" : "are"} needed`);
    sentences.push(`Installed ${listOf(packages)} in ${folder}.`);
  }
  if (isNew) sentences.push(`Its package.json is new; where it is, "npm install" brings the packages back.`);
  for (const { from, to } of change) {
    if (from.version === to.version || from.path !== join(folder, "node_modules", from.name)) continue;
    sentences.push(
      `If a cell has imported ${from.name} ${from.version}, restart the kernel to get ${to.version}.`,
    );
  }
  return sentences.join(" ");
}
