/** The table in docs/kernel.md promises tests by name; here is seen that they exist. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const rows = readFileSync("docs/kernel.md", "utf8")
  .split("## Beside other kernels")[1]
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| |"))
  .map((line) =>
    line
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.trim()),
  );

it("the table is there", () => {
  expect(rows.length).toBeGreaterThan(30);
});

describe.each(rows)("%s", (_, ours, ...others) => {
  const [, name, path] = /^\[(.+)\]\(\.\.\/(.+)\)$/.exec(others.at(-1) ?? "") ?? [];

  it("is proven where we claim it", () => {
    if (ours === "no") return expect(name).toBeUndefined();
    const source = readFileSync(path, "utf8").replaceAll("\\'", "'");
    expect(source).toContain(name);
  });
});
