import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readNpz } from "vision-peel/image/files";
import { tokenize } from "vision-peel/prompts";
import { CLASSES, renderPlain, slotClasses } from "vision-peel/world";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TASKS } from "../../training/exporter/dist/samples.js";
import { scenePrompts } from "../../training/exporter/dist/scenePrompts.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "peel-shards-"));
const counts = { captions: 1, semantic: 1, referring: 1, instances: 1 };

beforeAll(() => {
  const args = ["training/exporter/dist/main.js", "--scenes", "60", "--tests", "20", "--out", folder];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  expect(stdout).not.toContain("without a token");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("shards", () => {
  it("hold scenes, prompts in tokens, and the colours of right answers", async () => {
    const shard = await readNpz(join(folder, "train-000.npz"));
    expect(shard.partCounts.shape).toEqual([60]);
    const lengths = [...(shard.lengths.data as Uint8Array)];
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(shard.tokens.data.length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(80);
    for (const task of shard.tasks.data) expect(TASKS[Number(task)]).toBeDefined();
    expect(shard.colours.shape).toEqual([shard.masks.data.length, 16, 3]);
  });

  it("keep the words of tests beside their tokens", async () => {
    const { tokens, lengths } = await readNpz(join(folder, "held-out.npz"));
    const texts = JSON.parse(readFileSync(join(folder, "held-out.json"), "utf8")) as string[];
    let at = 0;
    texts.forEach((text, i) => {
      const length = Number(lengths.data[i]);
      expect([...tokens.data.slice(at, at + length)].map(Number), text).toEqual([...tokenize(text).ids]);
      at += length;
    });
  });

  it("are the same for the same seeds", () => {
    expect(scenePrompts(5, counts, false)).toEqual(scenePrompts(5, counts, false));
    expect(scenePrompts(5, counts, true).samples).not.toEqual(scenePrompts(5, counts, false).samples);
  });
});

describe("right answers", () => {
  const all = Array.from({ length: 60 }, (_, i) => scenePrompts(9000 + i, counts, false));

  it("paint listed classes in their colours and all else as background", () => {
    for (const { scene, samples } of all) {
      const sample = samples.find(({ task }) => task === "semantic");
      if (!sample?.colours || !sample.legend) continue;
      const [background, ...listed] = sample.legend;
      slotClasses(scene).forEach((name, slot) => {
        const entry = listed.find(({ id }) => name !== undefined && id === CLASSES[name].id);
        expect(sample.colours?.[slot]).toEqual((entry ?? background).colour);
      });
    }
  });

  it("paint the leftmost thing in the first colour of an order from left to right", () => {
    let tried = 0;
    for (const { scene, samples, seen } of all) {
      const sample = samples.find(
        ({ task, text }) => task === "instances" && text.includes("things from left to right"),
      );
      if (!sample?.legend || !sample.colours) continue;
      const { slots } = renderPlain(scene, { width: 48, height: 48 });
      const means = seen
        .filter(({ thing }) => !thing.isFlat)
        .map(({ slot }) => {
          const own = [...slots.keys()].filter((p) => slots[p] === slot);
          return { slot, across: own.reduce((sum, p) => sum + (p % 48), 0) / own.length };
        });
      const leftmost = means.sort((a, b) => a.across - b.across)[0];
      expect(sample.colours[leftmost.slot], sample.text).toEqual(sample.legend[1].colour);
      tried++;
    }
    expect(tried).toBeGreaterThan(0);
  });
});
