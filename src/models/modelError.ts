import { PeelError, type PeelErrorDetails } from "../errors.js";

/** A model cannot be looked up, fetched or removed. */
export class ModelError extends PeelError {
  constructor(details: PeelErrorDetails, options?: ErrorOptions) {
    super("model", details, options);
  }
}
