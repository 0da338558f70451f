/**
 * Lets the output of processes that cells start with `node:child_process` stand under the cell where it is
 * inherited (`stdio: "inherit"`), and lets an interrupt end what `execSync` and its like wait for.
 */
import childProcess from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import type { Readable } from "node:stream";
import { type Inherited, inheritedOf, replaced } from "./inherited.js";
import { OutputFile } from "./outputFile.js";

export interface ChildrenOptions {
  /** Hears of every process that runs beside the cell. */
  onBeside: (pid: number, isAlive: boolean) => void;
  /** Told before and after the cell waits for a process, while which it hears nothing. */
  onWaiting: (isWaiting: boolean) => void;
  /** Throws the interrupt that has ended a wait. */
  takeInterrupt: () => void;
}

type Options = { stdio?: childProcess.StdioOptions };
/** `ChildProcess.prototype.spawn`, which all that do not wait come to; it has no types. */
type Spawn = (this: childProcess.ChildProcess, options: Options) => unknown;
type WaitingName = "spawnSync" | "execSync" | "execFileSync";

/** Takes the place of Node's functions, in ES modules, too. */
export function watchChildren(options: ChildrenOptions): void {
  const prototype = childProcess.ChildProcess.prototype as unknown as { spawn: Spawn };
  const { spawn } = prototype;
  prototype.spawn = function (given) {
    const inherited = inheritedOf(given.stdio);
    const stdio = inherited.length > 0 ? replaced(given.stdio, inherited, () => "pipe") : given.stdio;
    const result = spawn.call(this, { ...given, stdio });
    for (const one of inherited) showStream(this, one);
    const { pid } = this;
    if (pid !== undefined) {
      options.onBeside(pid, true);
      this.once("exit", () => options.onBeside(pid, false));
    }
    return result;
  };
  for (const name of ["spawnSync", "execSync", "execFileSync"] as const) {
    const original = childProcess[name] as (...args: unknown[]) => unknown;
    const replacement = waiting(original, options);
    Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(original));
    Object.assign(childProcess, { [name satisfies WaitingName]: replacement });
  }
  syncBuiltinESMExports();
}

/** As ever where it is inherited, whoever has started the process finds no stream. */
function showStream(child: childProcess.ChildProcess, { descriptor, name }: Inherited): void {
  const stream = child.stdio[descriptor] as Readable | null;
  stream?.on("data", (chunk: Buffer) => process[name].write(chunk));
  (child.stdio as unknown[])[descriptor] = null;
  Object.assign(child, { [descriptor === 1 ? "stdout" : "stderr"]: null });
}

/** What such a process prints is shown when it has ended: until then nothing else happens in the kernel. */
function waiting(
  original: (...args: unknown[]) => unknown,
  { onWaiting, takeInterrupt }: ChildrenOptions,
): (...args: unknown[]) => unknown {
  return (...args) => {
    const at = args.findIndex(
      (arg, i) => i > 0 && typeof arg === "object" && arg !== null && !Array.isArray(arg),
    );
    const given = args[at] as Options | undefined;
    const files = inheritedOf(given?.stdio).map((one) => ({ ...one, file: new OutputFile() }));
    const descriptorOf = ({ descriptor }: Inherited) =>
      files.find((one) => one.descriptor === descriptor)?.file.descriptor ?? "pipe";
    if (files.length > 0) args[at] = { ...given, stdio: replaced(given?.stdio, files, descriptorOf) };
    onWaiting(true);
    try {
      return original(...args);
    } finally {
      onWaiting(false);
      for (const { file, name } of files) file.end((bytes) => process[name].write(bytes));
      takeInterrupt();
    }
  };
}
