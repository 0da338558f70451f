import { checkOptions } from "../../../checkOptions.js";
import { ArgumentError, describeValue } from "../../../errors.js";
import type { Inference } from "../../../inference/network.js";
import { sharedInference } from "../../../inference/shared.js";

/** What `openGenerator` takes beside the specification of a model that computes here. */
export interface OneGraphInit {
  /** as `LoadOptions.device`; default "auto" */
  readonly device?: string;
  /** what computes; default: one process for the whole program */
  readonly inference?: Inference;
}

/** @throws ArgumentError for options of another name or type */
export function checkOneGraphOptions(
  of: string,
  options: Readonly<Record<string, unknown>>,
): OneGraphInit & { readonly inference: Inference } {
  checkOptions(of, options, { device: true, inference: true });
  const { device, inference = sharedInference() } = options as OneGraphInit;
  if (device !== undefined && typeof device !== "string") {
    throw new ArgumentError({
      ...{ argument: "device", expected: "a device's name", got: describeValue(device) },
      remedy: 'write "cpu", "cuda", "webgpu" or "auto"',
    });
  }
  return { ...(device !== undefined && { device }), inference };
}
