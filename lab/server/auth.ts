/**
 * Who may talk to the server: the one who knows the token.
 * https://jupyter-server.readthedocs.io/en/latest/operators/security.html
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Attempts } from "./attempts.js";

export function newToken(): string {
  return randomBytes(24).toString("hex");
}

export class Auth {
  /** Not the token itself: what a browser stores must not open the server from elsewhere. */
  readonly #cookieValue: string;
  readonly #attempts = new Attempts();

  constructor(readonly token: string) {
    this.#cookieValue = createHmac("sha256", token).update("peel-lab-cookie").digest("hex");
  }

  /**
   * True if the request carries the cookie, or the token in its header or query.
   * Throws 429 after many wrong tokens; who has the cookie or the right token is let in all the same.
   */
  isAllowed(request: IncomingMessage, query: URLSearchParams): boolean {
    if (same(cookies(request)[cookieName(request)], this.#cookieValue)) return true;
    const [, header] = /^(?:token|bearer)\s+(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
    const given = [header, query.get("token") ?? undefined].filter((token) => token !== undefined);
    if (given.length === 0) return false;
    // Whoever knows it is let in, however often others on the same machine have guessed.
    if (given.some((token) => same(token, this.token))) return true;
    const address = request.socket.remoteAddress ?? "";
    this.#attempts.check(address);
    // A page elsewhere can make a browser come here with any token; that must not lock its user out.
    if (request.headers["sec-fetch-site"] !== "cross-site") this.#attempts.add(address);
    return false;
  }

  /** Lets the browser that was opened with the token in the address go on without it, below `base`. */
  cookieFor(request: IncomingMessage, base = "/"): string {
    return `${cookieName(request)}=${this.#cookieValue}; Path=${base}; HttpOnly; SameSite=Strict`;
  }

  /** The text without anything that opens this server. */
  mask(text: string): string {
    const plain = text.replaceAll(this.token, "…").replaceAll(this.#cookieValue, "…");
    // A wrong one is often nearly right, and a right one may be percent-encoded.
    return plain.replace(/([?&]token=)[^&\s]*/g, "$1…");
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
