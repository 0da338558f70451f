import { KernelError } from "../../errors.js";
import { displaySymbol, type MimeBundle } from "../../runtime.js";
import { durationText } from "../time/durationText.js";
import type { ProcessEnd } from "./process.js";

/** What a command has written, and how it ended. */
export class ShellResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 0 is success; null if a signal has ended it */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;

  constructor(
    readonly command: string,
    end: ProcessEnd,
    readonly seconds: number,
  ) {
    this.stdout = end.stdout;
    this.stderr = end.stderr;
    this.exitCode = end.exitCode;
    this.signal = end.signal;
  }

  /** The lines of standard output, without the newlines. */
  lines(): string[] {
    return this.stdout === "" ? [] : this.stdout.replace(/\r?\n$/, "").split(/\r?\n/);
  }

  /** Standard output without the last newline, as `$(…)` gives it. */
  toString(): string {
    return this.stdout.replace(/\n+$/, "");
  }

  /** What it has written stands above already. */
  [displaySymbol](): MimeBundle {
    const end = this.signal ? `ended by ${this.signal}` : `exit code ${this.exitCode}`;
    return { "text/plain": `${end}, ${durationText(this.seconds)}` };
  }
}

/** A command has failed. Its output is kept. */
export class ShellError extends KernelError {
  override name = "ShellError";
  constructor(readonly result: ShellResult) {
    const end = result.signal ? `was ended by ${result.signal}` : `ended with exit code ${result.exitCode}`;
    const [last = ""] = result.stderr.trimEnd().split("\n").slice(-1);
    const command = result.command.length > 80 ? `${result.command.slice(0, 79)}…` : result.command;
    super(
      `\`${command}\` ${end}${last ? `: ${last}` : ""}`,
      "Mend the command, or add .nothrow() to look at exitCode yourself.",
    );
  }
}
