import { ArgumentError, describeValue } from "../errors.js";
import { GeneratorError } from "../generatorError.js";
import { Secret } from "../secret.js";

/** A service's key, asked for when it is needed, so that a generator can be opened and looked at without one. */
export type KeyOf = () => Secret | undefined;

/**
 * @param given the option `key`: a Secret; never a text, which would stand in the notebook
 * @param names of variables of the environment, the first that is set
 * @throws ArgumentError for a key that was written into the code
 */
export function keyFrom(given: unknown, names: readonly string[]): KeyOf {
  if (given !== undefined && !(given instanceof Object && "reveal" in given)) {
    throw new ArgumentError({
      argument: "key",
      expected: "a Secret",
      got: typeof given === "string" ? "a text" : describeValue(given),
      remedy: `set ${names[0]} in the environment, or pass await askSecret("API key"): a key in code is a key in every copy of it`,
    });
  }
  return () => {
    if (given) return given as Secret;
    const found = names.map((name) => process.env[name]).find((value) => value !== undefined && value !== "");
    return found === undefined ? undefined : new Secret(found);
  };
}

/** @throws GeneratorError "unauthorized" where there is none */
export function needKey(key: KeyOf, service: string, names: readonly string[]): Secret {
  const found = key();
  if (found) return found;
  throw new GeneratorError("unauthorized", {
    argument: `the key of ${service}`,
    expected: `in the environment as ${names.join(" or ")}`,
    got: "missing",
    remedy: 'set it and start again, or pass key: await askSecret("API key")',
  });
}
