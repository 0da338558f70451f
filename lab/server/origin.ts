/** From where the server may be used: from its own pages, under a name that cannot be forged. */
import type { IncomingMessage } from "node:http";
import { hostname } from "node:os";
import { HttpError, LabError } from "../errors.js";

const loopback = ["127.0.0.1", "localhost", "[::1]"];

export class Origins {
  readonly #named: string[];

  /**
   * @param named more names, each with or without a port: those of a reverse proxy, or that a network gives the machine
   * @throws {LabError} for what is no name of a host
   */
  constructor(named: string[] = []) {
    this.#named = named.map((name) => checkName(name.toLowerCase()));
  }

  /**
   * Throws 403 for a Host that is not this machine (a foreign name that resolves to it is how DNS rebinding
   * works), and for an Origin other than the Host.
   */
  check(request: IncomingMessage): void {
    const host = (request.headers.host ?? "").toLowerCase();
    if (!this.#isOurs(host, request)) {
      throw new HttpError(
        403,
        "This server answers only to names of this machine, as 127.0.0.1 and localhost, and to those of --allow-host.",
      );
    }
    const origin = request.headers.origin?.toLowerCase();
    if (origin !== undefined && origin !== `http://${host}` && !this.#isNamed(origin)) {
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
  #isOurs(host: string, request: IncomingMessage): boolean {
    const name = host.replace(/:\d+$/, "");
    if (loopback.includes(name) || this.#named.includes(host) || this.#named.includes(name)) return true;
    // No name server can make an address lead elsewhere.
    const address = (request.socket.localAddress ?? "").replace(/^::ffff:/, "");
    if (name === (address.includes(":") ? `[${address}]` : address)) return true;
    if (address === "::1" || address.startsWith("127.")) return false;
    const own = hostname().toLowerCase();
    return name === own || name === `${own}.local`;
  }

  /** A reverse proxy ends TLS, and may tell its own Host or ours. */
  #isNamed(origin: string): boolean {
    const [, host = ""] = /^https?:\/\/(.+)$/.exec(origin) ?? [];
    return this.#named.includes(host);
  }
}

function checkName(name: string): string {
  if (/^([a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\])(:\d{1,5})?$/.test(name)) return name;
  throw new LabError(
    `--allow-host must be the name of a host, with or without a port, but is ${JSON.stringify(name)}.`,
    "Write --allow-host lab.example.org.",
  );
}
