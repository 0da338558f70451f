/** What of the machine is needed or good to have. */
import { accessSync, constants, existsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { entryAt } from "../install/entryAt.js";
import { outputOf } from "../outputOf.js";
import { type Finding, fault, note, ok, type Patient } from "./finding.js";
import type { Providers } from "./tryProviders.js";

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

/** What neural networks can run on, tried on a tiny one. */
export function checkExecutionProviders(): Finding {
  const name = "execution providers";
  const program = fileURLToPath(new URL("./tryProviders.js", import.meta.url));
  const text = outputOf(process.execPath, program);
  if (text === undefined)
    return fault(name, "ONNX Runtime does not load", "Install peel again; networks do not run.");
  const { version, usable, unusable }: Providers = JSON.parse(text);
  const others = unusable.length > 0 ? `; not on this machine: ${unusable.join(", ")}` : "";
  const found = `${usable.join(", ") || "none"} (ONNX Runtime ${version})${others}`;
  return usable.includes("cpu")
    ? ok(name, found)
    : fault(name, found, "Install peel again; networks do not run.");
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
