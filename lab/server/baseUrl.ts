/** The path that a reverse proxy serves the lab at, as jupyter-server's `base_url`. */
import type { IncomingMessage } from "node:http";
import { HttpError, LabError } from "../errors.js";

/**
 * `/` or `/name/`, with a slash at each end.
 *
 * @throws {LabError} for what is no path
 * @example checkBaseUrl("peel/lab") // "/peel/lab/"
 */
export function checkBaseUrl(given = "/"): string {
  const names = given.split("/").filter(Boolean);
  const isPlain = names.every((name) => /^[\w.~-]+$/.test(name) && !/^\.+$/.test(name));
  if (isPlain) return names.length === 0 ? "/" : `/${names.join("/")}/`;
  throw new LabError(
    `--base-url must be a path of letters, digits, -, _, . and ~, but is ${JSON.stringify(given)}.`,
    "Write --base-url /peel/.",
  );
}

/** Takes the base off a request's address, so that nothing else needs to know of it. Throws 404 for other addresses. */
export function takeBaseOff(request: IncomingMessage, base: string): void {
  const { url = "/" } = request;
  if (base === "/") return;
  const [path, query] = url.split(/(?=\?)(.*)/s, 2);
  if (path !== base.slice(0, -1) && !path.startsWith(base)) {
    throw new HttpError(404, `There is nothing at this address: the lab is at ${base}.`);
  }
  request.url = `/${path.slice(base.length)}${query ?? ""}`;
}
