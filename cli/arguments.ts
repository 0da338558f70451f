import { readFile } from "node:fs/promises";
import { ArgumentError, UnreadableError } from "vision-peel";

/**
 * An option that is a number, or a fraction: "10/3" is how the paper writes c.
 *
 * @param mayBeInfinite whether "inf" and "-Infinity" are numbers, too
 * @throws ArgumentError for anything else
 */
export function numberOf(
  argument: string,
  text: string | undefined,
  { mayBeInfinite = false } = {},
): number | undefined {
  if (text === undefined) return undefined;
  const infinite = mayBeInfinite ? /^([+-]?)inf(?:inity)?$/i.exec(text.trim()) : null;
  if (infinite) return infinite[1] === "-" ? -Infinity : Infinity;
  const [numerator, denominator = "1", ...more] = text.split("/");
  const value =
    numerator.trim() === "" || more.length > 0 ? Number.NaN : Number(numerator) / Number(denominator);
  if (Number.isFinite(value)) return value;
  throw new ArgumentError({
    argument,
    expected: "a number, or a fraction as 10/3",
    got: JSON.stringify(text),
    remedy: "leave it out for its usual value",
  });
}

/** parseArgs takes `-3` in `--lambda -3` for an option of its own. */
export function joinNegativeNumbers(args: string[]): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    if (/^-(?:[\d.]|inf)/i.test(arg) && joined.at(-1)?.match(/^--(lambda|c|at)$/))
      joined.push(`${joined.pop()}=${arg}`);
    else joined.push(arg);
  }
  return joined;
}

/**
 * A legend as the command line gives it: the name of a file that holds one, or the text itself.
 *
 * @throws ArgumentError if there is none
 * @throws UnreadableError for a file that is missing or cannot be read
 */
export async function legendText(text: string | undefined): Promise<string> {
  if (text === undefined) {
    throw new ArgumentError({
      argument: "--legend",
      expected: "given",
      got: "missing",
      remedy: `write --legend '{"cat": "red"}', the prompt's sentences, or the name of a file with either`,
    });
  }
  // Every notation of a legend has a space, a brace or a colour in it; names of files seldom do.
  const isFile = /\.(json|txt|md)$/i.test(text.trim());
  if (!isFile) return text;
  try {
    return await readFile(text, "utf8");
  } catch (cause) {
    const got = (cause as NodeJS.ErrnoException).code === "ENOENT" ? "missing" : (cause as Error).message;
    const remedy = "check the path, or write the legend itself";
    throw new UnreadableError({ argument: text, expected: "a readable legend", got, remedy }, { cause });
  }
}
