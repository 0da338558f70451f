/** The committed notebooks say what the kernel says; otherwise JupyterLab changes them as it opens them. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kernelInfo } from "../../kernel-ext/kernelInfo.js";

const paths = readdirSync("notebooks", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ipynb") && !path.startsWith("."))
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

  it("is committed as `peel publish` writes it: run, small, without ids, times and widget states", () => {
    const text = readFileSync(path, "utf8");
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1.5 * 2 ** 20);
    const code = cells.filter((cell: { cell_type: string }) => cell.cell_type === "code");
    expect(code.map((cell: { execution_count: number }) => cell.execution_count)).toEqual(
      code.map((_: unknown, index: number) => index + 1),
    );
    expect(metadata.widgets).toBeUndefined();
    for (const gone of ["application/vnd.jupyter.widget-view+json", "iopub.execute_input"])
      expect(text).not.toContain(gone);
  });
});

it("all notebooks together are quick to clone", () => {
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  expect(bytes).toBeLessThanOrEqual(20 * 2 ** 20);
});
