/** `peel eval` and `peel worker` on a tiny data set. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";
import { redisIsThere, startRedis } from "../support/redis.js";

const folder = mkdtempSync(join(tmpdir(), "peel-eval-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const data = (name: string): string => `test/golden/datasets/${name}`;

describe("peel eval", { timeout: 120_000 }, () => {
  it("scores a benchmark by named protocols, keeps results, and goes on from them", async () => {
    const args = ["eval", "ibims", "--data", data("ibims"), "--generator", "exact", "-o", folder, "--json"];
    const { code, out, err } = await peel(...args);
    expect({ code, err }).toMatchObject({ code: 0 });
    const { scores, progress, title } = JSON.parse(out);
    expect(title).toBe("iBims-1 test by exact");
    expect(progress.done).toBe(progress.total);
    expect(scores[0].protocol).toBe("UniK3D on iBims-1 (0.005–25 m)");
    expect(scores[0].values.d1).toBe(1);
    const again = await peel(...args);
    expect(JSON.parse(again.out).progress.found).toBe(progress.total);
    expect(JSON.parse(again.out).scores).toEqual(scores);
  });

  it("tells a line for each protocol, and writes scores beside the pictures", async () => {
    const args = ["--data", data("dsine"), "--generator", "exact", "-o", folder];
    const { out, err } = await peel("eval", "dsine", ...args);
    expect(out).toMatch(/^DSINE \(pixels pooled\) on .*: mean \d\S*, median/);
    expect(err).toMatch(/\d\/\d, .* (each|per second)/);
    const place = /Results and pictures: (.*)/.exec(out)?.[1] ?? "";
    expect(readFileSync(join(place, "scores.md"), "utf8")).toContain("### Metric3D (mean of pictures)");
    expect(existsSync(join(place, "scores.json"))).toBe(true);
  });

  it("reports what evaluations have come to, from their folders alone", async () => {
    const results = join(folder, "to-report");
    const args = ["--data", data("ibims"), "--generator", "exact+size", "-o", results];
    expect(await peel("eval", "ibims", ...args)).toMatchObject({ code: 0 });
    const report = join(folder, "report");
    const { code, out } = await peel("report", results, "-o", report);
    expect(code).toBe(0);
    expect(out.trim().split("\n")).toHaveLength(6);
    const text = readFileSync(join(report, "report.md"), "utf8");
    expect(text).toContain("protocol assumed");
    expect(text).toContain(`- command: \`peel eval ibims --data`);
  });

  it("checks data, and says what is missing", async () => {
    const good = await peel("eval", "kitti", "--data", data("kitti"), "--check");
    expect(good).toMatchObject({ code: 0 });
    expect(good.out).toContain("Everything is there.");
    const wrong = await peel("eval", "kitti", "--data", folder, "--check");
    expect(wrong.code).not.toBe(0);
  });

  it("refuses what it cannot do, in one sentence", async () => {
    for (const [args, message] of [
      [["eval"], "BENCHMARK must be one of nyuv2"],
      [["eval", "kitti"], "--data must be given"],
      [["eval", "kitti", "--data", data("kitti"), "--limit", "0"], "--limit must be a whole number"],
      [["eval", "folder", "--data", data("folder-semantic")], "benchmark must be one that is scored"],
      [["eval", "genai-bench", "--data", data("genai-bench")], "against must be given"],
      [["report"], "FOLDER must be given"],
      [["report", "test/golden"], "must be the folder of an evaluation"],
      [["worker"], "--redis must be given"],
      [["worker", "--redis", "redis://127.0.0.1:1"], "redis must be the address of a Redis that answers"],
    ] as const) {
      const { code, err } = await peel(...args);
      expect(code).toBe(2);
      expect(err).toContain(message);
    }
  });

  it.runIf(redisIsThere())("works by workers of a Redis, to the same scores", async () => {
    const redis = await startRedis();
    const worker = spawn(process.execPath, [
      "cli/bin/peel.mjs",
      "worker",
      "--redis",
      redis.url,
      "-o",
      join(folder, "there"),
    ]);
    let said = "";
    worker.stderr.on("data", (bytes) => {
      said += String(bytes);
    });
    try {
      const args = ["--data", data("diode"), "--generator", "exact+noise", "--json"];
      const there = await peel("eval", "diode", ...args, "--redis", redis.url, "-o", join(folder, "here"));
      expect({ code: there.code, err: there.err }).toMatchObject({ code: 0 });
      const alone = await peel("eval", "diode", ...args, "-o", join(folder, "alone"));
      expect(JSON.parse(there.out).scores).toEqual(JSON.parse(alone.out).scores);
      expect(said).toContain("begun");
      worker.kill("SIGINT");
      const code = await new Promise((resolve) => worker.once("exit", resolve));
      expect(code).toBe(0);
    } finally {
      worker.kill("SIGKILL");
      await redis.close();
    }
  });
});
