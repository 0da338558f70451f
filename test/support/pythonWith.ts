import { spawnSync } from "node:child_process";

/**
 * A Python that has some modules: PEEL_PYTHON, the first on the PATH, or Debian's own; undefined without, said once.
 * With PEEL_CI=1 it is an error.
 *
 * @param modules as `import` takes them: "numpy, scipy"
 */
export function pythonWith(modules: string): string | undefined {
  const pythons = [process.env.PEEL_PYTHON, "python3", "/usr/bin/python3"].filter((one) => one !== undefined);
  const found = pythons.find((one) => spawnSync(one, ["-c", `import ${modules}`]).status === 0);
  if (found !== undefined) return found;
  if (process.env.PEEL_CI === "1") throw new Error(`No Python has ${modules}.`);
  console.log(`Skipped: no Python with ${modules} (PEEL_PYTHON may name one).`);
  return undefined;
}
