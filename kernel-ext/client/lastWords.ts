/** Why the process of a kernel is gone, as far as anybody can tell who has watched it. */
import type { ChildProcess } from "node:child_process";

/** Stack traces of V8 are long; what matters stands before them. */
const keptCharacters = 16_384;
/** Whoever inherited the pipe may hold it open. */
const lastWordsMs = 200;

export interface EndOfKernel {
  /** A sentence without its subject and full stop: "ran out of memory …". */
  what: string;
  /** What to do about it. */
  remedy: string;
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** Listens to a process from its start; resolves once it has ended and has been read. */
export function watchEnd(child: ChildProcess): Promise<EndOfKernel> {
  let words = "";
  child.stderr?.on("data", (chunk) => {
    words = (words + chunk).slice(-keptCharacters);
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(explainEnd({ code: null, signal: null, words })));
    child.once("exit", (code, signal) => {
      const tell = () => resolve(explainEnd({ code, signal, words }));
      child.once("close", tell);
      setTimeout(tell, lastWordsMs);
    });
  });
}

/**
 * @param words what it last wrote to stderr
 * @example
 * explainEnd({ code: 1, signal: null, words: "" }).what // "ended with code 1"
 */
export function explainEnd({
  code,
  signal,
  words,
}: {
  code: number | null;
  signal: NodeJS.Signals | null;
  words: string;
}): EndOfKernel {
  const ended = { code, signal };
  if (/heap out of memory|Reached heap limit|near heap limit/.test(words)) {
    const [, used] = [...words.matchAll(/Mark-Compact[^\n]*?(\d+)(?:\.\d+)? \(/g)].at(-1) ?? [];
    const size = used === undefined ? "" : `: its JavaScript objects had come to ${used} MiB`;
    const remedy =
      "Keep less at once, or numbers in typed arrays, which do not count; or start Peel with a higher limit, " +
      "as in NODE_OPTIONS=--max-old-space-size=8192 (MiB).";
    return { what: `ran out of memory${size}`, remedy, ...ended };
  }
  switch (signal) {
    case null:
      return {
        what: code === null ? "was killed" : `ended with code ${code}`,
        remedy: "Start it again.",
        ...ended,
      };
    case "SIGKILL": {
      const remedy = "Systems kill what takes most when memory runs out: keep less at once.";
      return { what: "was killed", remedy, ...ended };
    }
    case "SIGSEGV":
    case "SIGBUS":
    case "SIGILL":
    case "SIGABRT": {
      const remedy = "Look at the packages with native code that the cell uses.";
      return { what: `crashed (${signal})`, remedy, ...ended };
    }
    default:
      return { what: `was ended by ${signal}`, remedy: "Start it again.", ...ended };
  }
}
