/** What of the machine is needed or good to have. */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { devices } from "vision-peel/inference";
import { entryAt } from "../install/entryAt.js";
import { outputOf } from "../outputOf.js";
import { type Finding, fault, note, ok, type Patient } from "./finding.js";

const browserNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

export function checkChromium(): Finding {
  const name = "Chromium";
  const { PEEL_CHROMIUM: chosen, PATH = "" } = process.env;
  const candidates = chosen
    ? [chosen]
    : PATH.split(delimiter).flatMap((dir) => browserNames.map((file) => join(dir, file)));
  const path = candidates.find((candidate) => existsSync(candidate));
  if (!path && chosen) {
    return fault(
      name,
      `PEEL_CHROMIUM names ${chosen}, which is not there`,
      "Name a browser that is, or none",
      ["unset", "PEEL_CHROMIUM"],
    );
  }
  if (!path) return note(name, "none; only the tests of peel itself need it");
  const version = outputOf(path, "--version");
  if (version !== undefined) return ok(name, `${version} (${path})`);
  const remedy = chosen ? "Name a browser that runs, or none" : "Install it again";
  const command = chosen ? ["unset", "PEEL_CHROMIUM"] : ["apt", "install", "--reinstall", "chromium"];
  return fault(name, `${path} does not run`, remedy, command);
}

/** What neural networks can run on, tried by computing. */
export async function checkDevices(): Promise<Finding> {
  const name = "devices";
  const tried = await devices();
  const starting = tried.filter(({ starts }) => starts).map(({ name: device }) => device);
  const others = tried.filter(({ starts }) => !starts).map((one) => `${one.name}: ${one.reason}`);
  const runtime = `ONNX Runtime ${runtimeVersion()}`;
  const found = `${starting.join(", ") || "none"} (${runtime})${others.length > 0 ? `; not here: ${others.join("; ")}` : ""}`;
  return starting.includes("cpu")
    ? ok(name, found)
    : fault(name, found, "Install peel again; networks do not run.");
}

/** Of the copy that the library computes with. */
function runtimeVersion(): string {
  const require = createRequire(fileURLToPath(import.meta.resolve("vision-peel/package.json")));
  return (require("onnxruntime-node/package.json") as { version: string }).version;
}

/** Every kernel and the server listen on the loopback. */
export async function checkLoopback(): Promise<Finding> {
  const name = "loopback";
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return ok(name, "127.0.0.1 can be listened on");
  } catch (error) {
    return fault(name, (error as Error).message, "Permit programs to listen on 127.0.0.1.");
  } finally {
    server.close();
  }
}

export function checkWritable({ dataDir }: Patient): Finding {
  const name = "folder";
  const blocker = [join(dataDir, "kernels"), join(dataDir, "labextensions")].map(blockerOf).find(Boolean);
  if (blocker) {
    const what = entryAt(blocker)?.isSymbolicLink() ? "a link that leads nowhere" : "a file, not a folder";
    return fault(name, `${blocker} is ${what}`, "Put it aside", ["mv", blocker, `${blocker}.aside`]);
  }
  let existing = dataDir;
  while (!existsSync(existing)) existing = dirname(existing);
  try {
    accessSync(existing, constants.W_OK);
    return ok(name, dataDir);
  } catch {
    return fault(name, `${existing} may not be written`, "Give yourself the right to write there", [
      "chmod",
      "u+w",
      existing,
    ]);
  }
}

/** The first part of a path that no folder can be made in place of. */
function blockerOf(path: string): string | undefined {
  const above = dirname(path);
  const higher = above === path ? undefined : blockerOf(above);
  if (higher) return higher;
  if (!entryAt(path)) return undefined;
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? undefined : path;
}
