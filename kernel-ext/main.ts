/** The kernel's process: `node main.js CONNECTION_FILE [--preload MODULE]…`. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Kernel } from "./kernel.js";
import { readConnectionFile } from "./wire/connection.js";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { preload: { type: "string", multiple: true, default: [] } },
});
const [connectionFile] = positionals;
if (!connectionFile) {
  process.stderr.write("Usage: main.js CONNECTION_FILE [--preload MODULE]…\n");
  process.exit(2);
}

const folder = process.cwd();
const writeLog = process.stderr.write.bind(process.stderr);
const log = (text: string) => void writeLog(`[peel kernel] ${text}\n`);

const kernel = new Kernel({
  connection: readConnectionFile(connectionFile),
  folder,
  parentPid: Number(process.env.JPY_PARENT_PID ?? 0),
  log,
});

for (const specifier of values.preload) {
  try {
    await import(pathToFileURL(resolveFrom(folder, specifier)).href);
  } catch (error) {
    log(`${specifier} could not be preloaded: ${error}`);
  }
}
kernel.warmUp();

/** The notebook's own copy where it has one, else the one beside this kernel. */
function resolveFrom(base: string, specifier: string): string {
  try {
    return createRequire(join(base, "preload.js")).resolve(specifier);
  } catch {
    return createRequire(import.meta.url).resolve(specifier);
  }
}
