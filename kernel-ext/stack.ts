/** The lines of a stack that mean something to whoever wrote the cell. */
import { isAbsolute, relative } from "node:path";
import { isKnownSource, locateInSource } from "./engine/cellMap.js";

/** Frames from here on are the kernel's own and tell a user nothing. */
const boundary = /node:vm|node:internal\/vm|tslab\/dist\/|kernel-ext\/dist\/|@vision-peel\/kernel\//;
const nodeInternal = /\(node:internal|at node:internal/;
const wrapper = /^\s+at Cell\[\d+\]:\d+:\d+$/;
const frame = /^\s+at /;
const position = /((?:file:\/\/)?[^\s()]+?):(\d+):(\d+)(?=\)?$)/;

/** In the words of the notebook: `Cell [3]:2:5`, and `helper.ts:3:5` of a file beside it. */
function inSource(line: string): string {
  return line.replace(position, (all, name: string, row: string, column: string) => {
    if (!isKnownSource(name)) return all;
    const at = locateInSource(name, Number(row), Number(column));
    const shown = isAbsolute(name) ? relative(process.cwd(), name) : name.replace("[", " [");
    return shown + (at ? `:${at.line}:${at.column}` : "");
  });
}

/** The frames of the user's own code, and of the libraries that it called. */
export function framesOf(stack: string): string[] {
  const all = stack.split("\n").filter((line) => frame.test(line));
  // Where the kernel itself throws, at a cell's call, the cell stands behind the kernel's frames.
  const first = all.findIndex((line) => !boundary.test(line) && !nodeInternal.test(line));
  const frames = first < 0 ? [] : all.slice(first);
  const end = frames.findIndex((line) => boundary.test(line));
  const own = end < 0 ? frames : frames.slice(0, end);
  // The outermost frame is the function that is wrapped around the cell, called once more.
  if (end > 1 && wrapper.test(own[own.length - 1])) own.pop();
  return own.filter((line) => !nodeInternal.test(line)).map(inSource);
}

/**
 * Stacks that a cell reads or prints itself speak of its lines, too. Those of the kernel's own
 * errors stay whole.
 */
export function mapStacks(): void {
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
