import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { UnwritableError } from "../errors.js";
import { reasonUnwritable } from "./writeFileSafely.js";

/**
 * Makes a folder and those above it, one after the other. Where nothing can be made, as in `/proc`, Node's own
 * `recursive` tries for ever.
 *
 * @param remedy what to do where it cannot be made; default: by what the system says
 * @throws UnwritableError where it cannot be made, or something else is there
 * @example await makeFolder("results/depth");
 */
export async function makeFolder(folder: string, remedy?: string): Promise<void> {
  try {
    const missing: string[] = [];
    for (let at = resolve(folder); !(await isThere(at)); at = dirname(at)) missing.push(at);
    for (const one of missing.reverse()) await makeOne(one);
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error("no folder"), { code: "ENOTDIR" });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const [got, usual] =
      code === "ENOENT"
        ? ["where the system takes no folder", "choose a place on a disk"]
        : reasonUnwritable(code, message);
    const details = { argument: folder, expected: "a folder that can be made", got, remedy: remedy ?? usual };
    throw new UnwritableError(details, { cause });
  }
}

/** The root of a disk counts as there, whatever it says, so that looking upward ends. */
async function isThere(path: string): Promise<boolean> {
  if (dirname(path) === path) return true;
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

/** Another process may make it at the same time. */
async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
