import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expandPattern } from "../../cli/glob.js";

const folder = mkdtempSync(join(tmpdir(), "peel-glob-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  for (const sub of ["a", "a/b", "a/b/c", "d", ".hidden", "x[1]"])
    mkdirSync(join(folder, sub), { recursive: true });
  for (const name of [
    "1.png",
    "a/2.png",
    "a/b/3.png",
    "a/b/c/4.png",
    "d/5.png",
    ".hidden/6.png",
    "x[1]/7.png",
  ])
    writeFileSync(join(folder, name), "");
  for (const name of ["a/.8.png", "a/9.txt", "wh*t?.png"]) writeFileSync(join(folder, name), "");
});

const found = async (pattern: string) =>
  (await expandPattern(join(folder, pattern))).map((path) => relative(folder, path));

describe("a pattern", () => {
  it("means names in one folder", async () => {
    expect(await found("a/*.png")).toEqual(["a/2.png"]);
    expect(await found("a/?.*")).toEqual(["a/2.png", "a/9.txt"]);
    expect(await found("a/.*.png")).toEqual(["a/.8.png"]);
    expect(await found("x[1]/*.png")).toEqual(["x[1]/7.png"]);
  });

  it("means folders with a star, and any number of them with two", async () => {
    expect(await found("*/*.png")).toEqual(["a/2.png", "d/5.png", "x[1]/7.png"]);
    expect(await found("a/**/*.png")).toEqual(["a/2.png", "a/b/3.png", "a/b/c/4.png"]);
    expect(await found("**/c/*.png")).toEqual(["a/b/c/4.png"]);
    expect(await found("a/**/b/**/*.png")).toEqual(["a/b/3.png", "a/b/c/4.png"]);
    expect(await found("a/**")).toEqual(["a/2.png", "a/9.txt", "a/b/3.png", "a/b/c/4.png"]);
    expect(await found("*/b/3.png")).toEqual(["a/b/3.png"]);
  });

  it("finds nothing where nothing is", async () => {
    expect(await found("none/*.png")).toEqual([]);
    expect(await found("*/none.png")).toEqual([]);
    expect(await found("1.png/*")).toEqual([]);
  });

  it("is no pattern if a file has that very name, or it has no star", async () => {
    expect(await found("wh*t?.png")).toEqual(["wh*t?.png"]);
    expect(await found("none.png")).toEqual(["none.png"]);
  });

  it("keeps relative paths relative", async () => {
    expect(await expandPattern("cli/fi*s.ts")).toEqual([join("cli", "files.ts")]);
    expect(await expandPattern("./cl?/files.ts")).toEqual([join("cli", "files.ts")]);
  });
});
