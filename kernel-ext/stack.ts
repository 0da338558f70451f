/** The lines of a stack that mean something to whoever wrote the cell. */
import { isAbsolute, relative } from "node:path";
import { isKnownSource, locateInSource } from "./engine/cellMap.js";

/** Frames of the kernel's own, which tell a user nothing. */
const kernelOwn = /tslab\/dist\/|kernel-ext\/dist\/|@vision-peel\/kernel\//;
const nodeOwn = /[( ]node:/;
/** Where the kernel calls the function that is wrapped around a cell: node:vm runs it. */
const cellEntry = /\(node:vm:/;
const compiler = /[/\\]typescript[/\\]lib[/\\]/;
/** What the inspector has brought in. */
const injected = /node:peel/;
const builtin = /\(<anonymous>\)$/;
const frame = /^\s+(at |… )/;
const position = /((?:file:\/\/)?[^\s()]+?):(\d+):(\d+)(?=\)?$)/;

/** Enough for a cell, a callback and all of the kernel between them. */
const stackTraceLimit = 60;
/** Of a recursion the first frames and the last say what there is to say. */
const shownFirst = 12;
const shownLast = 8;

const isOurs = (line: string) => kernelOwn.test(line) || nodeOwn.test(line);
const isUsers = (line: string) => isKnownSource(position.exec(line)?.[1] ?? "");

/** What is wrapped around a cell has a name only for the kernel. */
const wrapperName = /__peelRun\d+ \((.*)\)$/;

/** In the words of the notebook: `Cell [3]:2:5`, and `helper.ts:3:5` of a file beside it. */
function inSource(line: string): string {
  return line
    .replace(wrapperName, "$1")
    .replace(position, (all, name: string, row: string, column: string) => {
      if (!isKnownSource(name)) return all;
      const at = locateInSource(name, Number(row), Number(column));
      const shown = isAbsolute(name) ? relative(process.cwd(), name) : name.replace("[", " [");
      return shown + (at ? `:${at.line}:${at.column}` : "");
    });
}

/**
 * The frames of the user's own code, and of the libraries that it called. Where a cell calls the kernel and the
 * kernel calls the cell, the kernel's frames and Node's between them are left out; what has called the outermost
 * cell is left out, too.
 */
export function framesOf(stack: string): string[] {
  const all = stack.split("\n").filter((line) => frame.test(line));
  const outermost = all.findLastIndex(isUsers);
  const isEntry = outermost > 0 && cellEntry.test(all[outermost + 1] ?? "") && isUsers(all[outermost - 1]);
  const wanted = outermost < 0 ? all : all.slice(0, outermost + (isEntry ? 0 : 1));
  return shortened(wanted.filter((line, i) => !isOurs(line) && !isCalledByUs(wanted, i)).map(inSource));
}

/** `Array.map` and its like belong to who called them. */
function isCalledByUs(frames: readonly string[], i: number): boolean {
  if (!builtin.test(frames[i])) return false;
  const caller = frames.slice(i + 1).find((line) => !builtin.test(line));
  return caller !== undefined && isOurs(caller);
}

function shortened(frames: string[]): string[] {
  const left = frames.length - shownFirst - shownLast;
  if (left <= 1) return frames;
  return [...frames.slice(0, shownFirst), `    … ${left} more …`, ...frames.slice(-shownLast)];
}

/** The frames of what is running now, as V8 has them, without `above` and what that has called. */
export function rawFrames(above: (...args: never[]) => unknown): string[] {
  const { prepareStackTrace, stackTraceLimit: limit } = Error;
  // A cell may have set it to nothing.
  Error.stackTraceLimit = stackTraceLimit;
  Error.prepareStackTrace = (_, sites) => sites.map((site) => `    at ${site}`);
  try {
    const holder: { stack?: unknown } = {};
    Error.captureStackTrace(holder, above);
    return holder.stack as string[];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = limit;
  }
}

/** True if a cell, a file beside the notebook or a library that they called is at work, not the kernel alone. */
export function isUsersWork(raw: readonly string[]): boolean {
  if (raw.some(isUsers)) return true;
  return raw.some((line) => !isOurs(line) && !builtin.test(line) && !compiler.test(line));
}

/** True if what is at work is the kernel or Node on behalf of the user. */
export function isBetweenOwnFrames(raw: readonly string[]): boolean {
  const innermost = raw.find((line) => !builtin.test(line) && !injected.test(line));
  return innermost !== undefined && isOurs(innermost);
}

/** True for a frame, as {@link framesOf} gives it, of a cell or of a file beside the notebook. */
export const isUsersOwn = (shown: string): boolean => {
  const [, name = ""] = position.exec(shown) ?? [];
  return name !== "" && !isAbsolute(name) && !name.includes("://");
};

/**
 * Stacks that a cell reads or prints itself speak of its lines, too. Those of the kernel's own
 * errors stay whole.
 */
export function mapStacks(): void {
  Error.stackTraceLimit = stackTraceLimit;
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites.map((site) => `    at ${site}`);
    const isCells = sites.some((site) => isKnownSource(site.getScriptNameOrSourceURL() ?? ""));
    const shown = isCells ? framesOf(frames.join("\n")) : frames;
    return [headOf(error), ...shown].join("\n");
  };
}

/** An error can have a name or message that throws. */
function headOf(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
