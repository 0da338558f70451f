import { NotebookError } from "../notebook/errors.js";

/** `peel execute` cannot do what it was asked to, or a cell has failed; `exitCode` is 2, 1 or 130. */
export class ExecuteError extends NotebookError {
  override name = "ExecuteError";
}
