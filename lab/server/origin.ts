/** From where the server may be used: from its own pages, under a name that cannot be forged. */
import type { IncomingMessage } from "node:http";
import { hostname } from "node:os";
import { HttpError } from "../errors.js";

const loopback = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Throws 403 for a Host that is not this machine (a foreign name that resolves to it is how DNS rebinding
 * works), and for an Origin other than the Host.
 */
export function checkSameOrigin(request: IncomingMessage): void {
  const host = (request.headers.host ?? "").toLowerCase();
  const name = host.replace(/:\d+$/, "");
  if (!namesOf(request).includes(name)) {
    throw new HttpError(403, "This server answers only to 127.0.0.1 and localhost.");
  }
  const { origin } = request.headers;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`) {
    throw new HttpError(403, "A page of another origin may not use this server.");
  }
  if (
    request.headers["sec-fetch-site"] === "cross-site" &&
    request.headers["sec-fetch-mode"] !== "navigate"
  ) {
    throw new HttpError(403, "A page of another site may not use this server.");
  }
}

/** The names for this machine: who came over the network may also say its address or its own name. */
function namesOf(request: IncomingMessage): string[] {
  const address = (request.socket.localAddress ?? "").replace(/^::ffff:/, "");
  if (address === "::1" || address.startsWith("127.")) return loopback;
  const own = hostname().toLowerCase();
  return [...loopback, address.includes(":") ? `[${address}]` : address, own, `${own}.local`];
}
