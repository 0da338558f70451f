import { spawnSync } from "node:child_process";

/** A Python that has torch and numpy: PEEL_PYTHON, Debian's own, or the first on the PATH; undefined without. */
export function pythonWithTorch(): string | undefined {
  const pythons = [process.env.PEEL_PYTHON, "/usr/bin/python3", "python3"].filter((one) => one !== undefined);
  const found = pythons.find((one) => spawnSync(one, ["-c", "import torch, numpy, onnx"]).status === 0);
  if (found === undefined && process.env.PEEL_CI !== "1")
    console.log("Skipped: no Python with torch (apt install python3-torch python3-numpy python3-onnx).");
  return found;
}
