import { ArgumentError, describeValue } from "../errors.js";

/**
 * An address of a service, without the slash at its end.
 *
 * @throws ArgumentError for what is none, and for one with a key in it, which is not repeated: addresses are shown
 */
export function checkUrl(argument: string, value: unknown): string {
  const url = URL.canParse(String(value)) ? new URL(String(value)) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    const expected = "an address that begins with https:// or http://";
    const remedy = "leave it out for the default, or look at docs/generators.md";
    throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
  }
  const { username, password, search, hash } = url;
  if (`${username}${password}${search}${hash}` !== "") {
    const got = username || password ? "one with a name or a password" : "one with more behind the path";
    const remedy = "a key goes into the environment, or comes from askSecret; see docs/generators.md";
    throw new ArgumentError({ argument, expected: "an address of host and path alone", got, remedy });
  }
  return String(value).replace(/\/+$/, "");
}
