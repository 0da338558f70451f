import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ArgumentError } from "vision-peel";
import { devices } from "vision-peel/inference";
import { InstallError } from "../gpu/installError.js";

export const usage = `
Usage: peel gpu [install]

Tells on which devices networks really compute here, and why not on the others.

  peel gpu install   fetches what NVIDIA cards need (some 300 MB, from Microsoft's package service, not from npm's), for
                     Linux and CUDA 12. The machine needs its driver, the CUDA 12 libraries and cuDNN 9.

Nothing is needed for WebGPU (Linux x64, macOS, Windows), CoreML (macOS) and DirectML (Windows).
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const [what, ...more] = args;
  if (what === undefined) return tell();
  if (what !== "install" || more.length > 0) {
    throw new ArgumentError({
      ...{
        argument: "peel gpu",
        expected: "followed by install, or by nothing",
        got: `followed by ${args.join(" ")}`,
      },
      remedy: "write peel gpu install",
    });
  }
  await install();
  await tell();
}

async function tell(): Promise<void> {
  const tried = await devices();
  const width = Math.max(...tried.map(({ name }) => name.length));
  for (const { name, starts, milliseconds = 0, reason } of tried) {
    const words = starts ? `computes (a test took ${milliseconds.toFixed(1)} ms)` : reason;
    process.stdout.write(`${starts ? "✓" : "·"} ${name.padEnd(width)}  ${words}\n`);
  }
}

/** By the runtime's own script, which npm does not run here: it would fail where there is no network. */
async function install(): Promise<void> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new ArgumentError({
      ...{
        argument: "this machine",
        expected: "Linux on x64",
        got: `${process.platform} on ${process.arch}`,
      },
      remedy: "its cards work without: look at peel gpu",
    });
  }
  const require = createRequire(fileURLToPath(import.meta.resolve("vision-peel/package.json")));
  const folder = dirname(require.resolve("onnxruntime-node/package.json"));
  const script = join(folder, "script", "install.js");
  const ended = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [script, "--onnxruntime-node-install=cuda12"], {
      ...{ cwd: folder, stdio: ["ignore", "inherit", "inherit"] },
      env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: "cuda12" },
    });
    child.on("error", reject);
    child.on("close", resolve);
  });
  // The script may end well where a proxy has swallowed its questions.
  const library = join(
    folder,
    "bin",
    "napi-v6",
    process.platform,
    process.arch,
    "libonnxruntime_providers_cuda.so",
  );
  if (ended !== 0 || !existsSync(library)) throw new InstallError(ended);
}
