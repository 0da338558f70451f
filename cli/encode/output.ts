import { ArgumentError } from "vision-peel";

/** Where a painted picture goes. @throws ArgumentError if nobody said so */
export function outputOf(path: string | undefined): string {
  if (path !== undefined) return path;
  throw new ArgumentError({
    argument: "-o",
    expected: "given",
    got: "missing",
    remedy: "write -o painted.png",
  });
}
