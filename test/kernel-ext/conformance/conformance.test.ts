import { execFile, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { installKernelspec } from "@vision-peel/kernel/install";
import { afterAll, beforeAll, expect, it } from "vitest";
import { emptyFolder, projectRoot } from "../kernel.js";

/** Debian's own Python: the one that apt's packages belong to. */
const python = "/usr/bin/python3";
/** A clone of the suite's public source takes the place of the installed one. */
const clone = process.env.PEEL_KERNEL_TEST;
const suiteEnv = {
  ...process.env,
  PYTHONPATH: [join(projectRoot, "test", "kernel-ext", "conformance"), clone ?? ""].join(delimiter),
  PYTHONDONTWRITEBYTECODE: "1",
};
const found = spawnSync(python, ["-c", "import jupyter_kernel_test as t; print(t.__version__)"], {
  env: suiteEnv,
  encoding: "utf8",
});
const available = found.status === 0;
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

it.skipIf(!available && !required)(
  "passes all 13 checks of jupyter_kernel_test",
  { timeout: 180_000 },
  async () => {
    const env = {
      ...suiteEnv,
      JUPYTER_PATH: join(prefixDir, "share", "jupyter"),
      JUPYTER_RUNTIME_DIR: join(prefixDir, "runtime"),
    };
    const cwd = join(projectRoot, "notebooks", "tutorials");
    const { stderr } = await promisify(execFile)(python, ["-m", "unittest", "-v", "test_peel"], { cwd, env });
    const passed = stderr.match(/ \.\.\. ok$/gm) ?? [];
    console.log(`jupyter_kernel_test ${found.stdout.trim()}: ${passed.length} passed`);
    expect(stderr).not.toContain("skipped");
    expect(passed.length, stderr).toBe(13);
  },
);
