import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { PROMPT_TOKENS, tokenize } from "vision-peel/prompts";
import { afterAll, describe, expect, it } from "vitest";
import { pythonWithTorch } from "../support/pythonWithTorch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "peel-training-"));
const python = pythonWithTorch();
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the trainer for some seconds on a network of 32 × 32 pixels. */
function train(...more: string[]) {
  const config = JSON.parse(readFileSync(join(root, "training/configs/first.json"), "utf8"));
  const tiny = {
    ...config,
    ...{
      name: "tiny",
      size: 32,
      batch: 4,
      evaluate: 4,
      chunk: 4,
      evaluations: 1,
      finish_seconds: 1,
      shards: folder,
    },
    network: { widths: [16, 16, 32, 32, 32], text: 32, text_depth: 1, condition: 32 },
    language: { batch: 8, rate: 0.002 },
  };
  writeFileSync(join(folder, "tiny.json"), JSON.stringify(tiny));
  const args = [
    "-W",
    "ignore",
    "training/train.py",
    "--config",
    join(folder, "tiny.json"),
    "--device",
    "cpu",
  ];
  args.push("--out", join(folder, "out"), "--work", join(folder, "work"), ...more);
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  return spawnSync(python ?? "python3", args, { cwd: root, env, encoding: "utf8" });
}

describe.skipIf(python === undefined && process.env.PEEL_CI !== "1")(
  "one command",
  { timeout: 600_000 },
  () => {
    it("goes from data to a model, its card, scores and pictures", () => {
      const shards = ["training/exporter/dist/main.js", "--scenes", "40", "--tests", "8", "--out", folder];
      expect(spawnSync(process.execPath, shards, { cwd: root }).status).toBe(0);
      const { status, stderr, stdout } = train("--minutes", "0.2");
      expect(status, stderr).toBe(0);
      expect(stdout).toContain("model.onnx:");
      const files = readdirSync(join(folder, "out")).sort();
      expect(files).toEqual([
        "curves.csv",
        "generated.png",
        "log.txt",
        "model.json",
        "model.onnx",
        "samples.png",
        "samples.txt",
        "weights.npz",
      ]);
      for (const file of files) expect(statSync(join(folder, "out", file)).size).toBeGreaterThan(50);
      const card = JSON.parse(readFileSync(join(folder, "out", "model.json"), "utf8"));
      expect(card.size).toBe(32);
      expect(Object.keys(card.metrics)).toContain("held-out wordings");
    });

    it("goes on from its checkpoint", () => {
      const { status, stderr, stdout } = train("--minutes", "0.3", "--resume");
      expect(status, stderr).toBe(0);
      expect(stdout).toMatch(/\] resumed/);
    });

    it("begins with the weights of another run, and goes straight to the last stage", () => {
      const more = ["--minutes", "0.1", "--init", join(folder, "out", "weights.npz")];
      const { status, stderr, stdout } = train(
        ...more,
        "--out",
        join(folder, "more"),
        "--work",
        join(folder, "more-work"),
      );
      expect(status, stderr).toBe(0);
      expect(stdout).toMatch(/begins with/);
      expect(stdout).not.toMatch(/language step/);
    });

    it("makes a model that Node runs, and that hears the prompt", async () => {
      const session = await InferenceSession.create(join(folder, "out", "model.onnx"));
      const paint = async (prompt: string): Promise<Float32Array> => {
        const ids = new BigInt64Array(PROMPT_TOKENS);
        for (const [i, id] of tokenize(prompt).ids.entries()) ids[i] = BigInt(id);
        const picture = new Tensor(
          "float32",
          Float32Array.from({ length: 3072 }, (_, i) => Math.sin(i)),
          [1, 3, 32, 32],
        );
        const one = (value: number): Tensor => new Tensor("float32", Float32Array.of(value), [1]);
        const ready = {
          noisy: picture,
          picture,
          has: one(1),
          step: one(0),
          ids: new Tensor("int64", ids, [1, PROMPT_TOKENS]),
        };
        return (await session.run(ready)).painted.data as Float32Array;
      };
      const depth = await paint("a depth map");
      expect(depth.length).toBe(3072);
      expect(depth.every(Number.isFinite)).toBe(true);
      expect(await paint("a depth map")).toEqual(depth);
      expect(await paint("segment the ball in red")).not.toEqual(depth);
    });
  },
);
