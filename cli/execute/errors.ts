/** `peel execute` cannot do what it was asked to, or a cell has failed; `exitCode` is 2, 1 or 130. */
export class ExecuteError extends Error {
  override name = "ExecuteError";
  constructor(
    message: string,
    readonly remedy: string,
    readonly exitCode: 1 | 2 | 130 = 2,
    options?: ErrorOptions,
  ) {
    super(`${message}. ${remedy}`, options);
  }
}
