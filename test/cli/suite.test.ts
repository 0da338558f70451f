/** `peel suite` and `peel ceiling`. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-suite-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const suite = join(folder, "suite");

describe("peel suite and peel ceiling", { timeout: 120_000 }, () => {
  it("writes data sets that peel eval scores, and writes over none", async () => {
    const args = ["suite", suite, "--datasets", "ibims,refcoco", "--scenes", "1", "--seed", "4"];
    const { code, out, err } = await peel(...args);
    expect({ code, out }).toEqual({ code: 0, out: `ibims: ${suite}/ibims\nrefcoco: ${suite}/refcoco\n` });
    expect(err).toBe("ibims …\nrefcoco …\n");
    const check = await peel("eval", "refcoco", "--data", join(suite, "refcoco"), "--check");
    expect(check.out).toContain("Everything is there.");
    const again = await peel(...args);
    expect(again.code).not.toBe(0);
    expect(again.err).toMatch(/ibims must be a folder that is not there yet/);
  });

  it("prints the table, from the same suite, as Markdown or JSON, and goes on where it was", async () => {
    const args = ["--datasets", "ibims", "--scenes", "1", "--seed", "4", "--generators", "exact,exact+noise"];
    const where = ["--suite", suite, "-o", join(folder, "results")];
    const { code, out, err } = await peel("ceiling", ...args, ...where);
    expect({ code }).toEqual({ code: 0 });
    expect(out).toMatch(/^\| iBims-1 test \| 1 of 640 × 480 \| UniK3D .* \| 1\.0000 · 0\.00\d\d \|/m);
    expect(out).toContain("Synthetic scenes, 1 for each part of a data set, seed 4.");
    expect(err).toContain("1/2 iBims-1 test by exact …");
    const { rows, generators } = JSON.parse((await peel("ceiling", ...args, ...where, "--json")).out);
    expect(generators).toEqual(["exact", "exact+noise"]);
    expect(rows[0].cells[0].scores.length).toBe(5);
    const other = await peel("ceiling", "--datasets", "ibims", "--scenes", "2", "--seed", "4", ...where);
    expect(other.code).not.toBe(0);
    expect(other.err).toContain("choose another folder");
  });

  it("refuse what they cannot do, in one sentence", async () => {
    for (const [args, message] of [
      [["suite"], "DIR must be one folder"],
      [["suite", folder, "--datasets", "kity"], "--datasets must be some of nyuv2,kitti"],
      [["suite", folder, "--scenes", "0"], "--scenes must be a whole number of at least 1"],
      [["suite", folder, "--seed", "x"], "--seed must be a whole number"],
      [["ceiling", "kitti"], "write --datasets kitti"],
      [["ceiling", "--workers", "0"], "--workers must be a whole number of at least 1"],
      [["ceiling", "--datasets", "coco-panoptic", "-o", folder], "datasets must be some that are scored"],
    ] as const) {
      const { code, err } = await peel(...args);
      expect(code).toBe(2);
      expect(err).toContain(message);
    }
    expect(existsSync(join(folder, "kitti"))).toBe(false);
  });
});
