/** A cell or a widget asked the kernel for something it cannot do. */
export class KernelError extends Error {
  override name = "KernelError";
  constructor(
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${message}. ${remedy}`, options);
  }
}

/** Thrown where an interrupt stops a cell. */
export class KeyboardInterrupt extends Error {
  override name = "KeyboardInterrupt";
  constructor(message = "The cell was interrupted; its variables are kept") {
    super(message);
  }
}
