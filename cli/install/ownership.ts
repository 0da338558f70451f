/** What stands where we install may be somebody else's: a folder called peel is no rare thing. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { entryAt } from "./entryAt.js";
import { kernelDirOf } from "./kernelCopy.js";

/** Whether the copy of the kernel is ours, whole or not: a link or a file is no copy of anybody's. */
export function isOurCopy(dataDir: string): boolean {
  const dir = kernelDirOf(dataDir);
  if (!entryAt(dir)?.isDirectory()) return true;
  return existsSync(join(dir, "node_modules", "@vision-peel")) || readdirSync(dir).length === 0;
}

/** Whether a kernelspec called peel is ours: it starts our kernel, or lies beside our copy of it, edited or broken. */
export function isOurKernelspec(dir: string, dataDir: string): boolean {
  if (!entryAt(dir)?.isDirectory() || readdirSync(dir).length === 0) return true;
  if (existsSync(join(kernelDirOf(dataDir), "node_modules", "@vision-peel"))) return true;
  try {
    const { argv } = JSON.parse(readFileSync(join(dir, "kernel.json"), "utf8"));
    return argv.some((part: string) => /@vision-peel|kernel-ext[\\/]dist[\\/]main\.js/.test(part));
  } catch {
    return false;
  }
}
