import type { IncomingMessage, ServerResponse } from "node:http";
import { HttpError } from "../errors.js";
import type { Auth } from "./auth.js";
import { takeBaseOff } from "./baseUrl.js";
import { type Exchange, parseExchange } from "./exchange.js";
import { failureOf } from "./failure.js";
import type { Origins } from "./origin.js";
import { html, json, type Reply } from "./reply.js";
import { findRoute, type Route } from "./router.js";
import { send } from "./send.js";

const securityHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

export interface Listening {
  routes: readonly Route[];
  auth: Auth;
  origins: Origins;
  /** where the lab is, with a slash at each end */
  base: string;
  /** hears of faults of the server itself */
  onError(error: unknown): void;
  /** hears of every request that was answered */
  onAnswer(request: IncomingMessage, status: number, milliseconds: number): void;
}

/** Answers every request: origin, token, route; what goes wrong becomes an answer, too. */
export function requestListener({ routes, auth, origins, base, onError, onAnswer }: Listening) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const began = performance.now();
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    let reply: Reply;
    try {
      reply = withBase(await answer(request));
    } catch (error) {
      reply = failureOf(error) ?? fault(error, request);
      // The rest of a body that was refused must not be taken for the next request.
      if (!request.complete) response.setHeader("Connection", "close");
    }
    try {
      await send(request, response, reply);
    } catch {
      // The client has gone, or a file vanished under way: nobody is left to tell.
      response.destroy();
    }
    onAnswer(request, response.statusCode, performance.now() - began);
  };

  async function answer(request: IncomingMessage): Promise<Reply> {
    origins.check(request);
    takeBaseOff(request, base);
    const exchange = parseExchange(request);
    const isOpenToAll = isOpen(exchange);
    const allowed = isOpenToAll || auth.isAllowed(request, exchange.query);
    if (!allowed) {
      const isPage = request.headers.accept?.includes("text/html") && exchange.segments[0] !== "api";
      if (isPage) return html(refusal, 403, pagePolicy);
      throw new HttpError(403, "The token is missing or wrong.");
    }
    const { route, call } = findRoute(routes, exchange);
    return route.run(call);
  }

  function withBase(reply: Reply): Reply {
    const { Location: location } = reply.headers ?? {};
    if (location === undefined || base === "/") return reply;
    return { ...reply, headers: { ...reply.headers, Location: base.slice(0, -1) + location } };
  }

  /** Without the token nobody learns which addresses exist. */
  function isOpen(exchange: Exchange): boolean {
    try {
      return findRoute(routes, exchange).route.open === true;
    } catch {
      return false;
    }
  }

  function fault(error: unknown, request: IncomingMessage): Reply {
    onError(error);
    const isPage = request.url?.startsWith("/lab/") || request.url?.startsWith("/doc");
    const message = "Something is wrong in the server; its terminal tells more.";
    if (isPage) return html(`<!doctype html><title>Peel</title><p>${message}`, 500, pagePolicy);
    return json({ message, reason: null }, 500);
  }
}

const pagePolicy = {
  "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

const refusal = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Peel</title>
<body style="font: 16px/1.5 system-ui; max-width: 36em; margin: 4em auto; padding: 0 1em">
<h1>This notebook server needs its token</h1>
<p>Open the address that was printed in the terminal when the server started; it ends in <code>?token=…</code>.</p>
</body></html>
`;
