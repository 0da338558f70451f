import { KernelError, KeyboardInterrupt } from "../../errors.js";
import { displaySymbol, type MimeBundle, requireRuntime } from "../../runtime.js";
import { ShellProcess } from "./process.js";
import { commandOf } from "./quote.js";
import { ShellError, ShellResult } from "./result.js";

export interface ShellOptions {
  /** the folder to run in; left out: the notebook's */
  cwd?: string;
  /** added to the environment of the kernel; undefined takes a variable away */
  env?: Record<string, string | undefined>;
  /** resolve also when the exit code is not 0 */
  nothrow?: boolean;
  /** do not show what the command writes */
  quiet?: boolean;
}

/** A command that runs. Awaited, it is a {@link ShellResult}. */
export class ShellCommand implements PromiseLike<ShellResult> {
  readonly #options: ShellOptions;
  readonly #result: Promise<ShellResult>;

  constructor(
    readonly command: string,
    options: ShellOptions,
  ) {
    this.#options = { ...options };
    // Later in the same turn, so that the methods below still count.
    this.#result = Promise.resolve().then(() => this.#run());
  }

  /** Resolves also when the exit code is not 0. */
  nothrow(): this {
    this.#options.nothrow = true;
    return this;
  }

  /** Shows nothing of what the command writes. */
  quiet(): this {
    this.#options.quiet = true;
    return this;
  }

  /** Standard output without the last newline. */
  async text(): Promise<string> {
    return String(await this.quiet());
  }

  /** The lines of standard output. */
  async lines(): Promise<string[]> {
    return (await this.quiet()).lines();
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting a command is how it is used
  then<A = ShellResult, B = never>(
    onResult?: ((result: ShellResult) => A | PromiseLike<A>) | null,
    onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#result.then(onResult, onError);
  }

  /** As a cell's last expression a command needs no `await`. */
  async [displaySymbol](): Promise<MimeBundle> {
    return (await this.#result)[displaySymbol]();
  }

  async #run(): Promise<ShellResult> {
    const runtime = requireRuntime("sh");
    if (process.platform === "win32") {
      throw new KernelError(
        "sh needs a POSIX shell, which Windows does not have",
        "Use node:child_process, or WSL.",
      );
    }
    const { cwd, env, nothrow = false, quiet = false } = this.#options;
    const started = performance.now();
    const child = new ShellProcess(this.command, {
      cwd,
      env,
      onText: (name, text) => {
        if (!quiet) process[name].write(text);
      },
    });
    let isInterrupted = false;
    const forget = runtime.onInterrupt(() => {
      isInterrupted = true;
      child.stop();
    });
    try {
      const end = await child.ended;
      if (isInterrupted) throw new KeyboardInterrupt();
      const result = new ShellResult(this.command, end, (performance.now() - started) / 1000);
      if (result.exitCode !== 0 && !nothrow) throw new ShellError(result);
      return result;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      throw new KernelError(
        `There is no folder ${cwd} to run the command in`,
        "Make it, or give another cwd.",
        {
          cause: error,
        },
      );
    } finally {
      forget();
    }
  }
}

/** Writes a command: `` sh`ls` ``, or with options `` sh({ cwd: "/tmp" })`ls` ``. */
export interface Sh {
  (strings: TemplateStringsArray, ...values: unknown[]): ShellCommand;
  (options: ShellOptions): (strings: TemplateStringsArray, ...values: unknown[]) => ShellCommand;
}

const isTemplate = (value: object): value is TemplateStringsArray => Array.isArray(value);

/**
 * Runs a command of the shell and shows what it writes as it comes. Interpolations are escaped: each
 * is one word, whatever is in it, and an array is a word for each item. Put no quotes around them.
 * An interrupt of the cell ends the command and everything that it has started.
 *
 * @throws ShellError if the exit code is not 0; `.nothrow()` lets it pass
 * @example
 * const { stdout, exitCode } = await sh`git log -1 --format=%s -- ${file}`;
 * const names = await sh`ls ${["a folder", "another"]}`.lines();
 * await sh({ cwd: "/tmp", env: { LANG: "C" } })`make`.nothrow();
 */
export const sh: Sh = ((first: TemplateStringsArray | ShellOptions, ...values: unknown[]) => {
  if (isTemplate(first)) return new ShellCommand(commandOf(first, values), {});
  return (strings: TemplateStringsArray, ...inner: unknown[]) =>
    new ShellCommand(commandOf(strings, inner), first);
}) as Sh;
