import type { Cell } from "../notebook/notebook.js";
import { ExecuteError } from "./errors.js";

/** The error of a kernel that did not start, shown under the cell that would have run first. */
export function notStarted(first: Cell | undefined, cause: unknown): ExecuteError {
  const reason = (cause as Error).message.replace(/\.?$/, "");
  const error = new ExecuteError(
    `No cell has run, as the kernel could not start (${reason})`,
    '"peel doctor" tells what is missing.',
    1,
    { cause },
  );
  if (!first) return error;
  first.execution_count = null;
  first.outputs = [];
  return shownUnder(first, error);
}

/** Where there is no kernel left to show it. */
export function shownUnder(cell: Cell, error: ExecuteError): ExecuteError {
  const { name: ename, message: evalue } = error;
  const output = { output_type: "error", ename, evalue, traceback: [`${ename}: ${evalue}`] };
  cell.outputs = [...(cell.outputs ?? []), output];
  return error;
}
