import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
// Debian's torch belongs to Debian's Python, which need not be the first on the PATH.
const pythons = [process.env.PEEL_PYTHON, "/usr/bin/python3", "python3"].filter((one) => one !== undefined);
const python = pythons.find((one) => spawnSync(one, ["-c", "import torch, numpy"]).status === 0);
const isSkipped = python === undefined && process.env.PEEL_CI !== "1";
if (isSkipped) console.log("Skipped: no Python with torch (apt install python3-torch python3-numpy).");

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
