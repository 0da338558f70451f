import { appendFileSync, existsSync, renameSync, statSync } from "node:fs";
import type { LogLevel } from "./wire/threadMessages.js";

const levels: readonly LogLevel[] = ["error", "warn", "info", "debug"];
/** Above this the file becomes the old one, of which there is one. */
const maxBytes = 1024 * 1024;

export interface KernelLogOptions {
  /** Where to write; left out: nowhere. */
  file?: string;
  /** The least grave level that is written; `silent` writes nothing. */
  level?: LogLevel | "silent";
  /** Receives errors and warnings, too: the server's own log. */
  tell?: (line: string) => void;
}

/** The level that a setting names, or `info`. */
export function logLevelOf(setting: string | undefined): LogLevel | "silent" {
  const level = setting?.toLowerCase();
  return level === "silent" ? level : (levels.find((known) => known === level) ?? "info");
}

/**
 * The kernel's diary: when it began and ended, what it did not understand, what failed. It holds types
 * of messages and never their contents, and no keys. A file that cannot be written is done without.
 */
export class KernelLog {
  #bytes: number | undefined;

  constructor(readonly options: KernelLogOptions) {}

  write(level: LogLevel, text: string): void {
    const { file, level: least = "info", tell } = this.options;
    if (least === "silent" || levels.indexOf(level) > levels.indexOf(least)) return;
    if (level === "error" || level === "warn") tell?.(`[peel kernel] ${text}\n`);
    if (file === undefined) return;
    const line = `${new Date().toISOString()} ${level} ${text}\n`;
    try {
      this.#append(file, line);
    } catch {
      // A full disk or a folder that is gone must not end a notebook.
    }
  }

  #append(file: string, line: string): void {
    this.#bytes ??= existsSync(file) ? statSync(file).size : 0;
    if (this.#bytes > maxBytes) {
      renameSync(file, `${file}.1`);
      this.#bytes = 0;
    }
    // What is logged is for the user alone.
    appendFileSync(file, line, { mode: 0o600 });
    this.#bytes += Buffer.byteLength(line);
  }
}
