import { ArgumentError } from "vision-peel";

/** Where a result goes. @throws ArgumentError if nobody said so */
export function outputOf(path: string | undefined, example = "painted.png"): string {
  if (path !== undefined) return path;
  throw new ArgumentError({
    argument: "-o",
    expected: "given",
    got: "missing",
    remedy: `write -o ${example}`,
  });
}
