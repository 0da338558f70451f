/** The kernel's process: `node main.js CONNECTION_FILE [--preload MODULE]…`. */
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { Kernel } from "./kernel.js";
import { KernelLog, logLevelOf } from "./kernelLog.js";
import { readConnectionFile } from "./wire/connection.js";
import { logBeside } from "./wire/orphan.js";

// For cells that load ONNX Runtime, which would keep an id of this machine in the home folder and report to its maker.
process.env.ORT_DISABLE_TELEMETRY ??= "1";

const usageError = 2;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { preload: { type: "string", multiple: true, default: [] } },
});
const [connectionFile] = positionals;
if (!connectionFile) {
  process.stderr.write("Usage: main.js CONNECTION_FILE [--preload MODULE]…\n");
  process.exit(usageError);
}

const folder = process.cwd();
const writeError = process.stderr.write.bind(process.stderr);
const { PEEL_LOG_DIR: logDir, PEEL_LOG_LEVEL: logLevel } = process.env;
const isLogWanted = logDir !== undefined || logLevel !== undefined;
const besideConnection = logBeside(connectionFile);
const log = new KernelLog({
  file: logDir ? join(logDir, basename(besideConnection)) : besideConnection,
  level: logLevelOf(logLevel),
  eager: isLogWanted,
  tell: (line) => void writeError(line),
});

const connection = readConnection(connectionFile);
log.write("info", `kernel ${process.pid} starts in ${folder}, Node ${process.version}`);
process.on("exit", (code) => {
  log.write("info", `kernel ${process.pid} ends with code ${code}`);
  // Nobody looks for the log of a kernel that has ended in order, unless it was asked for.
  if (code === 0 && !isLogWanted) log.remove();
});
new Kernel({
  connection,
  connectionFile,
  folder,
  parentPid: Number(process.env.JPY_PARENT_PID ?? 0),
  preload: async () => {
    for (const specifier of values.preload) await preload(specifier);
  },
  log: (level, text) => log.write(level, text),
  onOrphaned: () => {
    log.write("info", "the process that started this kernel is gone: shutting down");
    if (!logDir) log.end();
  },
});

async function preload(specifier: string): Promise<void> {
  try {
    await import(pathToFileURL(resolveFrom(folder, specifier)).href);
  } catch (error) {
    log.write("error", `${specifier} could not be preloaded: ${error}`);
  }
}

function readConnection(file: string) {
  try {
    return readConnectionFile(file);
  } catch (error) {
    log.write("error", (error as Error).message);
    process.exit(usageError);
  }
}

/** The notebook's own copy where it has one, else the one beside this kernel. */
function resolveFrom(base: string, specifier: string): string {
  try {
    return createRequire(join(base, "preload.js")).resolve(specifier);
  } catch {
    return createRequire(import.meta.url).resolve(specifier);
  }
}
