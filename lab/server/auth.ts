/**
 * Who may talk to the server: the one who knows the token, from a page of this very server.
 * https://jupyter-server.readthedocs.io/en/latest/operators/security.html
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { HttpError } from "../errors.js";

export function newToken(): string {
  return randomBytes(24).toString("hex");
}

export class Auth {
  /** Not the token itself: what a browser stores must not open the server from elsewhere. */
  readonly #cookieValue: string;

  constructor(readonly token: string) {
    this.#cookieValue = createHmac("sha256", token).update("peel-lab-cookie").digest("hex");
  }

  /** True if the request carries the token in its header or query, or the cookie. */
  isAllowed(request: IncomingMessage, query: URLSearchParams): boolean {
    const [, header] = /^(?:token|bearer)\s+(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
    return (
      same(header, this.token) ||
      same(query.get("token") ?? undefined, this.token) ||
      same(cookies(request)[cookieName(request)], this.#cookieValue)
    );
  }

  /** Lets the browser that was opened with the token in the address go on without it. */
  cookieFor(request: IncomingMessage): string {
    return `${cookieName(request)}=${this.#cookieValue}; Path=/; HttpOnly; SameSite=Strict`;
  }
}

/**
 * Throws 403 for a Host that is not this machine by a loopback name (a foreign name that resolves to
 * 127.0.0.1 is how DNS rebinding works) and for an Origin other than the Host.
 */
export function checkSameOrigin(request: IncomingMessage): void {
  const host = request.headers.host ?? "";
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host)) {
    throw new HttpError(403, "This server answers only to 127.0.0.1 and localhost.");
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    throw new HttpError(403, "A page of another origin may not use this server.");
  }
  if (
    request.headers["sec-fetch-site"] === "cross-site" &&
    request.headers["sec-fetch-mode"] !== "navigate"
  ) {
    throw new HttpError(403, "A page of another site may not use this server.");
  }
}

function same(given: string | undefined, expected: string): boolean {
  if (given === undefined) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Cookies know no ports, so two servers on one machine need two names. */
function cookieName(request: IncomingMessage): string {
  return `peel-lab-${request.socket.localPort}`;
}

function cookies(request: IncomingMessage): Record<string, string> {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
  return Object.fromEntries(pairs.map(([name, value = ""]) => [name, value]));
}
