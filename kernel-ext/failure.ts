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

export function failureOf(error: unknown): Failure {
  if (error instanceof CellSyntaxError) {
    return { ename: error.name, evalue: error.message, traceback: error.traceback };
  }
  if (!(error instanceof Error)) {
    const evalue = inspect(error);
    return { ename: "Thrown", evalue, traceback: [`Thrown: ${evalue}`] };
  }
  const ename = String(error.name || error.constructor?.name || "Error");
  const evalue = String(error.message);
  // An error with a remedy was written for people: its sentence and the place in the cell say it all.
  if (typeof (error as { remedy?: unknown }).remedy === "string") {
    const frames = framesOf(stripVTControlCharacters(error.stack ?? "")).filter((line) =>
      /Cell \[\d+\]/.test(line),
    );
    return { ename, evalue, traceback: [`${ename}: ${evalue}`, ...frames] };
  }
  const cause = error.cause === undefined ? [] : [`Caused by ${failureOf(error.cause).traceback.join("\n")}`];
  return {
    ename,
    evalue,
    traceback: [`${ename}: ${evalue}`, ...framesOf(stripVTControlCharacters(error.stack ?? "")), ...cause],
  };
}
