/** What goes wrong before the server runs; a sentence for people. */
export class LabError extends Error {
  override name = "LabError";
  readonly exitCode = 2;

  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${message} ${remedy}`, options);
  }
}

/**
 * A request cannot be fulfilled: becomes an answer of that status with `{"message": …}`, which is what
 * Jupyter's front ends show.
 */
export class HttpError extends Error {
  override name = "HttpError";

  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
  }
}
