/** Something is wrong with what came over the wire, or with how to reach it. */
export class WireError extends Error {
  override name = "WireError";
  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${message}. ${remedy}`, options);
  }
}
