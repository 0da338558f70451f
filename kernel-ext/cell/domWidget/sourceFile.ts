import { readFileSync, watch } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { KernelError } from "../../errors.js";
import { requireRuntime } from "../../runtime.js";

/** What a cell has given: code, or the file that it is in. */
export interface Source {
  text: string;
  /** what it is called in errors */
  name: string;
  /** absolute; undefined for code given as text */
  path?: string;
}

/** Editors write a file in several steps. */
const settleMs = 40;

const pathLike = (endings: string) => new RegExp(`^[^\\n{}();]+\\.(${endings})$`);
const paths = { esm: pathLike("[mc]?[jt]sx?"), css: pathLike("css") };

/** Reads a file of the notebook's folder; text that is no path is the code itself. */
export function readSource(kind: "esm" | "css", given: string | URL): Source {
  if (typeof given === "string" && !paths[kind].test(given.trim())) {
    return { text: given, name: kind === "esm" ? "esm" : "css" };
  }
  const path =
    given instanceof URL ? fileURLToPath(given) : resolve(requireRuntime("DomWidget").folder, given.trim());
  try {
    return { text: readFileSync(path, "utf8"), name: basename(path), path };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new KernelError(
      `${kind} must be code or a file that can be read, but is ${given} (${reason})`,
      "Write the path as it is seen from the notebook's folder.",
      { cause },
    );
  }
}

/**
 * Calls back with the new text whenever a file has changed. Its folder is watched, because many
 * editors replace the file. Returns how to stop; the watcher does not keep the process alive.
 */
export function watchSource(path: string, onChange: (text: string) => void): () => void {
  let last = readFileSync(path, "utf8");
  let timer: NodeJS.Timeout | undefined;
  const read = () => {
    let text: string;
    try {
      text = readFileSync(path, "utf8");
    } catch {
      // Between the old file and the new one there may be none; the new one tells again.
      return;
    }
    if (text === last) return;
    last = text;
    onChange(text);
  };
  const watcher = watch(dirname(path), { persistent: false }, (_, file) => {
    if (file !== null && file !== basename(path)) return;
    clearTimeout(timer);
    timer = setTimeout(read, settleMs).unref();
  });
  // A folder that is taken away ends the watching, not the kernel.
  watcher.on("error", () => watcher.close());
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
