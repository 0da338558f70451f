import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { pythonWithTorch } from "../support/pythonWithTorch.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const python = pythonWithTorch();
const isSkipped = python === undefined && process.env.PEEL_CI !== "1";

it.skipIf(isSkipped)("the trainer's own tests pass: renderer, targets, network", { timeout: 300_000 }, () => {
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const run = spawnSync(
    python ?? "python3",
    ["-W", "ignore", "-m", "unittest", "discover", "training/tests"],
    {
      ...{ cwd: root, env, encoding: "utf8" },
    },
  );
  expect(run.status, run.stderr).toBe(0);
});
