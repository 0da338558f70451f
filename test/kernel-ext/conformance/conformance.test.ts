import { execFile, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { installKernelspec } from "@vision-peel/kernel/install";
import { afterAll, beforeAll, expect, it } from "vitest";
import { emptyFolder, projectRoot } from "../kernel.js";

/** Debian's own Python: the one that apt's packages belong to. */
const python = "/usr/bin/python3";
const available = spawnSync(python, ["-c", "import jupyter_kernel_test"]).status === 0;
const required = process.env.PEEL_CI === "1";
if (!available && !required) {
  console.log("Skipped: jupyter_kernel_test is not installed (apt install python3-jupyter-kernel-test).");
}

let prefixDir: string;
beforeAll(() => {
  prefixDir = emptyFolder();
  installKernelspec({ prefixDir });
});
afterAll(() => rmSync(prefixDir, { recursive: true, force: true }));

it.skipIf(!available && !required)("passes jupyter_kernel_test", { timeout: 180_000 }, async () => {
  const env = {
    ...process.env,
    JUPYTER_PATH: join(prefixDir, "share", "jupyter"),
    JUPYTER_RUNTIME_DIR: join(prefixDir, "runtime"),
    PYTHONPATH: join(projectRoot, "test", "kernel-ext", "conformance"),
    PYTHONDONTWRITEBYTECODE: "1",
  };
  const cwd = join(projectRoot, "notebooks", "tutorials");
  const { stderr } = await promisify(execFile)(python, ["-m", "unittest", "-v", "test_peel"], { cwd, env });
  // All of them; iopub_welcome, which this version of the suite lacks, is checked in requests.test.ts.
  const passed = stderr.match(/ \.\.\. ok$/gm) ?? [];
  expect(passed.length, stderr).toBe(12);
});
