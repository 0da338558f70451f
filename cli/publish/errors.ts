import { NotebookError } from "../notebook/errors.js";

/** `peel publish` cannot write a notebook that is the same on every run; `exitCode` is 2, 1 or 130. */
export class PublishError extends NotebookError {
  override name = "PublishError";
}
