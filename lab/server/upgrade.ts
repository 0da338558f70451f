/** WebSockets: one per kernel connection, and the event stream, which stays silent. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { HttpError } from "../errors.js";
import { type Auth, checkSameOrigin } from "./auth.js";
import { parseExchange } from "./exchange.js";
import { KernelBridge } from "./kernels/bridge.js";
import type { Kernels } from "./kernels/kernels.js";
import { protocolName } from "./kernels/socketCodec.js";

const messageLimitBytes = 256 * 2 ** 20;

export class Upgrades {
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
  ) {}

  /** Takes over a request to upgrade, or refuses it with a plain HTTP answer. */
  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    try {
      const accept = this.#find(request);
      this.#server.handleUpgrade(request, socket, head, accept);
    } catch (error) {
      const { status, message } =
        error instanceof HttpError ? error : new HttpError(500, "Something is wrong here.");
      const head = `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain\r\n`;
      socket.end(`${head}Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`);
    }
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate();
    this.#server.close();
  }

  #find(request: IncomingMessage): Parameters<WebSocketServer["handleUpgrade"]>[3] {
    checkSameOrigin(request);
    const { segments, query } = parseExchange(request);
    if (!this.auth.isAllowed(request, query)) throw new HttpError(403, "The token is missing or wrong.");
    const path = segments.join("/");
    if (path === "api/events/subscribe")
      return (webSocket) => webSocket.on("error", () => webSocket.terminate());
    const [, id] = /^api\/kernels\/([^/]+)\/channels$/.exec(path) ?? [];
    if (!id) throw new HttpError(404, "There is nothing at this address.");
    const kernel = this.kernels.find(id);
    const offered = (request.headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
    if (!offered.includes(protocolName)) throw new HttpError(400, `This server speaks only ${protocolName}.`);
    return (webSocket) => new KernelBridge(webSocket, kernel);
  }
}
