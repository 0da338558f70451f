import { appendFileSync, existsSync, renameSync, rmSync, statSync } from "node:fs";
import type { LogLevel } from "./wire/threadMessages.js";

const levels: readonly LogLevel[] = ["error", "warn", "info", "debug"];
/** Above this the file becomes the old one, of which there is one. */
const maxBytes = 1024 * 1024;
const maxEarlyLines = 100;

export interface KernelLogOptions {
  /** Where to write; left out: nowhere. */
  file?: string;
  /** The least grave level that is written; `silent` writes nothing. */
  level?: LogLevel | "silent";
  /** Receives errors and warnings, too: the server's own log. */
  tell?: (line: string) => void;
  /** Begins the file with the first line, whatever it says. */
  eager?: boolean;
}

/** The level that a setting names, or `info`. */
export function logLevelOf(setting: string | undefined): LogLevel | "silent" {
  const level = setting?.toLowerCase();
  return level === "silent" ? level : (levels.find((known) => known === level) ?? "info");
}

/**
 * The kernel's diary: when it began and ended, what it did not understand, what failed. It holds types
 * of messages and never their contents, and no keys. Unless `eager`, there is no file before there is a
 * warning or an error; what came before is then written, too. A file that cannot be written is done without.
 */
export class KernelLog {
  #bytes: number | undefined;
  /** What no file was worth so far. */
  #early: string[] | undefined;
  #ended = false;

  constructor(readonly options: KernelLogOptions) {
    this.#early = options.eager ? undefined : [];
  }

  /** Writes nothing more to the file. */
  end(): void {
    this.#ended = true;
  }

  /** Ends it and leaves no file behind. */
  remove(): void {
    this.#ended = true;
    const { file } = this.options;
    if (file !== undefined) for (const path of [file, `${file}.1`]) rmSync(path, { force: true });
  }

  write(level: LogLevel, text: string): void {
    const { file, level: least = "info", tell } = this.options;
    if (least === "silent" || levels.indexOf(level) > levels.indexOf(least)) return;
    const isGrave = level === "error" || level === "warn";
    if (isGrave) tell?.(`[peel kernel] ${text}\n`);
    if (file === undefined || this.#ended) return;
    const line = `${new Date().toISOString()} ${level} ${text}\n`;
    if (this.#early && !isGrave) {
      this.#early.push(line);
      if (this.#early.length > maxEarlyLines) this.#early.shift();
      return;
    }
    const lines = [...(this.#early ?? []), line].join("");
    this.#early = undefined;
    try {
      this.#append(file, lines);
    } catch {
      // A full disk or a folder that is gone must not end a notebook.
    }
  }

  #append(file: string, lines: string): void {
    this.#bytes ??= existsSync(file) ? statSync(file).size : 0;
    if (this.#bytes > maxBytes) {
      renameSync(file, `${file}.1`);
      this.#bytes = 0;
    }
    // What is logged is for the user alone.
    appendFileSync(file, lines, { mode: 0o600 });
    this.#bytes += Buffer.byteLength(lines);
  }
}
