import { inspect, stripVTControlCharacters } from "node:util";
import { CellSyntaxError } from "./engine/diagnostics.js";

/** An error as Jupyter wants it. */
export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** Frames from here on are the kernel's own and tell a user nothing. */
const boundary = /\((?:node:vm|node:internal\/vm)|tslab\/dist\/|kernel-ext\/dist\/|@vision-peel\/kernel\//;

function trimStack(stack: string): string {
  const lines = stack.split("\n");
  const end = lines.findIndex((line) => /^\s+at /.test(line) && boundary.test(line));
  return (end < 0 ? lines : lines.slice(0, end)).join("\n");
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
  const trimmed = trimStack(error.stack ?? `${ename}: ${evalue}`);
  const cause = error.cause === undefined ? [] : [`Caused by ${failureOf(error.cause).traceback.join("\n")}`];
  return { ename, evalue, traceback: [...stripVTControlCharacters(trimmed).split("\n"), ...cause] };
}
