/** A package that a cell imports and nobody has installed: what to do is said where it is met. */

/** `@scope/name` or `name` of what is imported; undefined for files, URLs and Node's own modules. */
export function packageOf(specifier: string): string | undefined {
  return /^(?:@[\w.~-]+\/)?[a-z0-9_~-][\w.~-]*(?=\/|$)/i.exec(specifier)?.[0];
}

/** How a cell installs a package. */
export const installRemedy = (name: string) =>
  `To install it: import { install } from "@vision-peel/kernel"; await install("${name}")`;

/** No such package from the notebook's folder upward. Carries Node's `code`, for code that asks for it. */
export class MissingPackageError extends Error {
  override name = "MissingPackageError";
  readonly code = "MODULE_NOT_FOUND";
  readonly remedy: string;

  constructor(specifier: string, cause: unknown) {
    const name = packageOf(specifier) ?? specifier;
    const remedy = installRemedy(name);
    super(`"${specifier}" is not installed in the notebook's folder or above it. ${remedy}`, { cause });
    this.remedy = remedy;
  }
}
