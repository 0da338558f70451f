import type { Generator } from "../generators/generator.js";
import { openGenerator } from "../generators/openGenerator.js";
import type { TaskOptions } from "./taskOptions.js";

/** Generators that tasks have opened, by their specification: a model is loaded once for a whole notebook. */
const opened = new Map<string, Promise<Generator>>();

/**
 * The generator of a task: the one that was given, or one that is opened when it is first asked for and stays open.
 *
 * @throws what `openGenerator` throws
 */
export function generatorFor({ generator = "embedded" }: TaskOptions): Promise<Generator> {
  if (typeof generator === "object" && "generate" in generator)
    return Promise.resolve(generator as Generator);
  const key = JSON.stringify(generator);
  const known = opened.get(key);
  if (known) return known;
  const opening = openGenerator(generator);
  opened.set(key, opening);
  // What could not be opened may be there later.
  opening.catch(() => opened.delete(key));
  return opening;
}
