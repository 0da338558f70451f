/** The committed notebooks say what the kernel says; otherwise JupyterLab changes them as it opens them. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kernelInfo } from "../../kernel-ext/kernelInfo.js";

const paths = readdirSync("notebooks", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ipynb"))
  .map((path) => `notebooks/${path}`);

it("there are notebooks", () => {
  expect(paths.length).toBeGreaterThan(0);
});

describe.each(paths)("%s", (path) => {
  const { metadata, cells } = JSON.parse(readFileSync(path, "utf8"));

  it("carries the kernel's language_info and kernelspec", () => {
    expect(metadata.language_info).toEqual(kernelInfo.language_info);
    expect(metadata.kernelspec).toEqual({
      display_name: "TypeScript (Peel)",
      language: "typescript",
      name: "peel",
    });
  });

  it("is committed without outputs", () => {
    const run = cells.filter(
      (cell: { outputs?: unknown[]; execution_count?: number | null }) =>
        (cell.outputs?.length ?? 0) > 0 || typeof cell.execution_count === "number",
    );
    expect(run).toEqual([]);
  });
});
