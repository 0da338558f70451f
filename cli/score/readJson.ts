import { readFile } from "node:fs/promises";
import { UnreadableError } from "vision-peel";

/** @throws UnreadableError for a file that is missing, or holds no JSON of this kind */
export async function readJson<Content>(
  path: string,
  expected: string,
  isRight: (content: unknown) => boolean,
): Promise<Content> {
  const refuse = (got: string, cause?: unknown): never => {
    throw new UnreadableError(
      { argument: path, expected, got, remedy: "check which file this is to be" },
      { cause },
    );
  };
  let text = "";
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    refuse(code === "ENOENT" ? "missing" : code === "EISDIR" ? "a folder" : message, cause);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    // Python writes them all the same.
    const isPythons = /[[:,\s](NaN|-?Infinity)[\s,\]}]/.exec(text)?.[1];
    refuse(isPythons ? `no JSON, which has no ${isPythons}` : "no JSON", cause);
  }
  if (!isRight(content)) refuse("JSON of another kind");
  return content as Content;
}
