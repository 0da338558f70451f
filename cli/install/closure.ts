/** A package and everything it needs at run time, wherever npm has put it. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

export interface PlacedPackage {
  name: string;
  /** where it lies now */
  source: string;
  /** where it goes, relative to the new root: `node_modules/a` or `node_modules/a/node_modules/b` */
  target: string;
}

/**
 * Finds packages and what they depend on, and lays them out anew so that each finds what it finds now.
 * Optional ones that are not installed (binaries of other systems) are left out.
 *
 * @param from the file whose packages they are
 * @param except names of packages to leave out, with what only they need
 * @throws {Error} naming a package that is needed and not there
 */
export function closureOf(names: string[], from: string, except: string[] = []): PlacedPackage[] {
  const placed = new Map<string, PlacedPackage>();
  const waiting: PlacedPackage[] = [];
  const place = (name: string, source: string, parent: string) => {
    const target = slotFor(name, source, parent, placed);
    if (target === undefined) return;
    const found = { name, source, target };
    placed.set(target, found);
    waiting.push(found);
  };
  for (const name of names) place(name, find(name, dirname(from)) ?? missing(name, from), "");
  // In the order of their depth: a package is never placed between another and what that was given before.
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { dependencies = {}, optionalDependencies = {} } = describe(next.source);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (except.includes(name)) continue;
      const source = find(name, next.source);
      if (source) place(name, source, next.target);
      else if (!Object.hasOwn(optionalDependencies, name)) missing(name, next.source);
    }
  }
  return [...placed.values()];
}

/** What a package says of itself. */
export function describe(dir: string): {
  name: string;
  version: string;
  files?: string[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
} {
  return JSON.parse(readFileSync(join(dir, "package.json"), "utf8"));
}

/** As Node looks for it: in every `node_modules` on the way up. */
function find(name: string, from: string): string | undefined {
  for (let dir = from; ; dir = dirname(dir)) {
    const candidate = join(dir, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (dirname(dir) === dir) return undefined;
  }
}

/** The highest free place that its parent sees; undefined if the parent sees this very package already. */
function slotFor(
  name: string,
  source: string,
  parent: string,
  placed: Map<string, PlacedPackage>,
): string | undefined {
  const above = parent
    .split("/node_modules/")
    .map((_, i, parts) => parts.slice(0, i + 1).join("/node_modules/"));
  const slots = [
    ...above
      .reverse()
      .filter(Boolean)
      .map((dir) => `${dir}/node_modules/${name}`),
    `node_modules/${name}`,
  ];
  const visible = slots.map((slot) => placed.get(slot)).find((found) => found !== undefined);
  if (visible) return visible.source === source ? undefined : slots[0];
  return `node_modules/${name}`;
}

function missing(name: string, from: string): never {
  throw new Error(`The package ${name} is needed by ${from} and is not installed.`);
}
