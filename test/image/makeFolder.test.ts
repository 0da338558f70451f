/** Folders made one after the other, and refused where none can be made. */
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPeelError } from "vision-peel";
import { makeFolder } from "vision-peel/image/files";
import { afterAll, beforeAll, expect, it } from "vitest";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "peel-folder-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("makes what is missing, also several times at once, and leaves what is there", async () => {
  const deep = join(folder, "a/b/../c/d");
  await Promise.all(Array.from({ length: 8 }, () => makeFolder(deep)));
  expect(statSync(deep).isDirectory()).toBe(true);
  await makeFolder(deep);
  symlinkSync(deep, join(folder, "link"));
  await makeFolder(join(folder, "link", "e"));
  expect(existsSync(join(deep, "e"))).toBe(true);
});

it.skipIf(process.platform !== "linux").each(["/proc/peel", "/proc/peel/a/b", "/proc/self/x/y"])(
  "ends where the system takes no folder: %s",
  async (place) => {
    const error = await makeFolder(place).catch((reason: unknown) => reason);
    expect(isPeelError(error, "unwritable")).toBe(true);
    expect(String(error)).toMatch(/must be a folder that can be made.*: choose a/);
  },
);

it.each([
  ["file", "inside something that is no folder"],
  ["file/below", "inside something that is no folder"],
  ["dangling", "where the system takes no folder"],
])("tells what is in the way: %s", async (name, got) => {
  writeFileSync(join(folder, "file"), "");
  if (!existsSync(join(folder, "dangling")))
    try {
      symlinkSync(join(folder, "nowhere", "at", "all"), join(folder, "dangling"));
    } catch {
      // From the case before.
    }
  await expect(makeFolder(join(folder, name))).rejects.toMatchObject({ tag: "unwritable", got });
});
