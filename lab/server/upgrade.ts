/** WebSockets: one per kernel connection, and the event stream, which stays silent. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { HttpError } from "../errors.js";
import type { Auth } from "./auth.js";
import { takeBaseOff } from "./baseUrl.js";
import { parseExchange } from "./exchange.js";
import { failureOf } from "./failure.js";
import { Bridges } from "./kernels/bridges.js";
import type { Kernels } from "./kernels/kernels.js";
import { protocolName } from "./kernels/socketCodec.js";
import type { Origins } from "./origin.js";

/** A longer message closes its WebSocket with 1009. */
const messageLimitBytes = 256 * 2 ** 20;
/** A machine that fell asleep closes nothing: who does not answer two pings is gone. */
const pingMs = 30_000;

export class Upgrades {
  readonly #bridges = new Bridges();
  readonly #unanswered = new WeakMap<WebSocket, number>();
  readonly #pings = setInterval(() => this.#ping(), pingMs).unref();
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: messageLimitBytes,
    // On the loopback, compressing costs more than sending.
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has(protocolName) ? protocolName : false),
  });

  constructor(
    readonly auth: Auth,
    readonly kernels: Kernels,
    readonly origins: Origins,
    readonly base: string,
  ) {}

  /** Takes over a request to upgrade, or refuses it with a plain HTTP answer. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    try {
      const accept = this.#find(request);
      this.#server.handleUpgrade(request, socket, head, accept);
    } catch (error) {
      const { status, body = "", headers } = failureOf(error) ?? { status: 500 };
      const lines = Object.entries({ ...headers, Connection: "close" }).map((pair) => pair.join(": "));
      socket.on("error", () => socket.destroy());
      socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
    }
  }

  close(): void {
    clearInterval(this.#pings);
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #find(request: IncomingMessage): Parameters<WebSocketServer["handleUpgrade"]>[3] {
    this.origins.check(request);
    takeBaseOff(request, this.base);
    const { segments, query } = parseExchange(request);
    if (!this.auth.isAllowed(request, query)) throw new HttpError(403, "The token is missing or wrong.");
    const path = segments.join("/");
    if (path === "api/events/subscribe")
      return (webSocket) => webSocket.on("error", () => webSocket.terminate());
    const [, id] = /^api\/kernels\/([^/]+)\/channels$/.exec(path) ?? [];
    if (!id) throw new HttpError(404, "There is nothing at this address.");
    const kernel = this.kernels.find(id);
    // Who offers no protocol by name speaks the older one, in JSON; one that offers others would not be understood.
    const offered = request.headers["sec-websocket-protocol"];
    if (offered !== undefined && !offered.split(",").some((name) => name.trim() === protocolName))
      throw new HttpError(400, `This server speaks ${protocolName}, and JSON where no protocol is named.`);
    return (webSocket) => this.#bridges.join(webSocket, kernel, query.get("session_id"));
  }

  #ping(): void {
    for (const client of this.#server.clients) {
      const unanswered = this.#unanswered.get(client) ?? 0;
      if (unanswered === 0) client.on("pong", () => this.#unanswered.set(client, 0));
      if (unanswered >= 2) client.terminate();
      else client.ping();
      this.#unanswered.set(client, unanswered + 1);
    }
  }
}
