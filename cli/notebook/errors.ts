/** A notebook cannot be read or written as it was asked to; `exitCode` is what a command ends with. */
export class NotebookError extends Error {
  override name = "NotebookError";
  constructor(
    message: string,
    readonly remedy: string,
    readonly exitCode: 1 | 2 | 130 = 2,
    options?: ErrorOptions,
  ) {
    // What a cell or the system says may end with a full stop of its own.
    super(`${message.replace(/[.\s]+$/, "")}. ${remedy}`, options);
  }
}
