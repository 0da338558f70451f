import { readFile } from "node:fs/promises";
import { type Dialect, registerDialect, UnreadableError } from "vision-peel";

/** What the usage of a task says of it. */
export const DIALECT_USAGE = `vision-banana (default), open-vision-banana, marigold, lotus, lotus-disparity, or a
                      .json file with one of your own: {"name": "mine", "depth": "plasma:log:near=0.5,far=80"}`;

/**
 * The dialect of a call: its name, or the file that holds it, which is then registered.
 *
 * @throws UnreadableError for a file that is missing or no JSON
 * @throws ArgumentError for what is no dialect
 */
export async function dialectNamed(text: string | undefined): Promise<string | undefined> {
  if (text === undefined || !/\.json$/i.test(text)) return text;
  const dialect = await readDialect(text);
  registerDialect(dialect);
  return dialect.name;
}

async function readDialect(path: string): Promise<Dialect> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Dialect;
  } catch (cause) {
    const got = (cause as NodeJS.ErrnoException).code === "ENOENT" ? "missing" : (cause as Error).message;
    const remedy = `write {"name": "mine", "depth": "plasma:log:near=0.5,far=80"} into it`;
    throw new UnreadableError({ argument: path, expected: "a readable dialect", got, remedy }, { cause });
  }
}
