import { readFile } from "node:fs/promises";
import { describeValue } from "../../errors.js";
import { GeneratorError } from "../../generatorError.js";

/** @throws GeneratorError "unavailable" for a file that is missing or no JSON object */
export async function readJson(path: string): Promise<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw brokenFile(
      path,
      "a JSON file of a model",
      isMissing ? "missing" : `not readable (${(cause as Error).message})`,
      "give the folder that holds card.json, the graph and the tokenizer",
      cause,
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw brokenFile(path, "a JSON object", describeValue(value), "write it as docs/one-graph.md says");
}

/** A file of a model that is not what it should be. */
export function brokenFile(
  argument: string,
  expected: string,
  got: string,
  remedy: string,
  cause?: unknown,
): GeneratorError {
  return new GeneratorError("unavailable", { argument, expected, got, remedy }, { cause });
}
