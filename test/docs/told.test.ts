/** What the pages on errors, security and dependencies say is so. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const rooms = ["src", "kernel-ext", "widgets", "lab", "cli", "scripts"];
const page = (name: string): string => readFileSync(`docs/${name}.md`, "utf8");

it("troubleshooting quotes what the sources say", () => {
  const sources = rooms
    .flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: "utf8" }).map((path) => `${room}/${path}`),
    )
    .filter((path) => /\.(ts|cjs|mjs)$/.test(path) && !/\/(dist|node_modules)\//.test(path))
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
  const quoted = page("troubleshooting")
    .split("\n")
    .flatMap((line) => /^\| `([^`]+)`(?:, `([^`]+)`)*/.exec(line)?.slice(1) ?? [])
    .filter((text) => text !== undefined && !text.startsWith("TS"));
  expect(quoted.length).toBeGreaterThan(15);
  expect(quoted.filter((text) => !sources.includes(text))).toEqual([]);
});

it("security names tests that are there", () => {
  const named = [...page("security").matchAll(/`((?:[a-z-]+\/)[A-Za-z]*)`/g)].map(([, path]) => path);
  const isThere = (path: string): boolean =>
    [`test/${path}`, `test/${path}.test.ts`].some(existsSync) || path === "test/";
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !isThere(path))).toEqual([]);
});

it("dependencies are all told, and no others", () => {
  const own = /^(@vision-peel\/|vision-peel )/;
  const needed = ["src", "kernel-ext", "widgets", "lab", "cli"].flatMap((room) => {
    const { dependencies = {} } = JSON.parse(readFileSync(`${room}/package.json`, "utf8"));
    return Object.entries<string>(dependencies).map(([name, version]) => `${name} ${version}`);
  });
  const told = [...page("dependencies").matchAll(/^\| `([^`]+)` ([^ |]+)/gm)].map(
    ([, name, version]) => `${name} ${version}`,
  );
  expect(told.sort()).toEqual([...new Set(needed)].filter((name) => !own.test(name)).sort());
});
