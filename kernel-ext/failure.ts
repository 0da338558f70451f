import { inspect, stripVTControlCharacters } from "node:util";
import { locateInCell } from "./engine/cellMap.js";
import { CellSyntaxError } from "./engine/diagnostics.js";

/** An error as Jupyter wants it. */
export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** Frames from here on are the kernel's own and tell a user nothing. */
const boundary = /node:vm|node:internal\/vm|tslab\/dist\/|kernel-ext\/dist\/|@vision-peel\/kernel\//;
const nodeInternal = /\(node:internal/;
const wrapper = /^\s+at Cell\[\d+\]:\d+:\d+$/;
const frame = /^\s+at /;
const cellPosition = /(Cell\[\d+\]):(\d+):(\d+)/g;

/** Positions in the cell that the user wrote, in the words of the notebook: `Cell [3]:2:5`. */
function inCells(line: string): string {
  return line.replace(cellPosition, (_, name: string, row: string, column: string) => {
    const at = locateInCell(name, Number(row), Number(column));
    return name.replace("[", " [") + (at ? `:${at.line}:${at.column}` : "");
  });
}

/** The frames of the user's own code, and of the libraries that it called. */
function framesOf(stack: string): string[] {
  const frames = stack.split("\n").filter((line) => frame.test(line));
  const end = frames.findIndex((line) => boundary.test(line));
  if (end < 0) return frames.filter((line) => !nodeInternal.test(line)).map(inCells);
  // The outermost frame is the function that tslab wraps around the cell, called once more.
  const outermost = end > 1 && wrapper.test(frames[end - 1]) ? end - 1 : end;
  return frames.slice(0, outermost).map(inCells);
}

/** Chains of causes may be circular. */
const maxDepth = 5;

/** What Jupyter shows of anything that was thrown; never throws itself. */
export function failureOf(error: unknown, depth = 0): Failure {
  try {
    return describe(error, depth);
  } catch {
    const evalue = "What was thrown cannot be shown: showing it throws again";
    return { ename: "Thrown", evalue, traceback: [evalue] };
  }
}

function describe(error: unknown, depth: number): Failure {
  if (error instanceof CellSyntaxError) {
    return { ename: error.name, evalue: error.message, traceback: error.traceback };
  }
  if (!(error instanceof Error)) {
    const evalue = inspect(error);
    return { ename: "Thrown", evalue, traceback: [`Thrown: ${evalue}`] };
  }
  const ename = String(error.name || error.constructor?.name || "Error");
  const evalue = String(error.message);
  const frames = framesOf(stripVTControlCharacters(String(error.stack ?? "")));
  // An error with a remedy was written for people: its sentence and the place in the cell say it all.
  if (typeof (error as { remedy?: unknown }).remedy === "string") {
    const inCell = frames.filter((line) => /Cell \[\d+\]/.test(line));
    return { ename, evalue, traceback: [`${ename}: ${evalue}`, ...inCell] };
  }
  return { ename, evalue, traceback: [`${ename}: ${evalue}`, ...frames, ...reasonsOf(error, depth)] };
}

/** The errors behind an error. */
function reasonsOf(error: Error, depth: number): string[] {
  if (depth >= maxDepth) return [];
  const tell = (reason: unknown) => failureOf(reason, depth + 1).traceback.join("\n");
  const gathered = error instanceof AggregateError ? [...error.errors] : [];
  return [
    ...gathered.map((reason, i) => `[${i + 1}] ${tell(reason)}`),
    ...(error.cause === undefined ? [] : [`Caused by ${tell(error.cause)}`]),
  ];
}
