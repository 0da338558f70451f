import type { IncomingMessage, ServerResponse } from "node:http";
import { HttpError } from "../errors.js";
import { type Auth, checkSameOrigin } from "./auth.js";
import { type Exchange, parseExchange } from "./exchange.js";
import { html, json, type Reply, send } from "./reply.js";
import { findRoute, type Route } from "./router.js";

const securityHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Answers every request: origin, token, route; what goes wrong becomes an answer, too. */
export function requestListener(routes: readonly Route[], auth: Auth, onError: (error: unknown) => void) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    let reply: Reply;
    try {
      reply = await answer(request);
    } catch (error) {
      reply = failure(error, request.url?.startsWith("/lab/") || request.url?.startsWith("/doc"));
      // The rest of a body that was refused must not be taken for the next request.
      if (!request.complete) response.setHeader("Connection", "close");
    }
    try {
      await send(response, request.method === "HEAD" ? { ...reply, body: undefined } : reply);
    } catch {
      // The client has gone, or a file vanished under way: nobody is left to tell.
      response.destroy();
    }
  };

  async function answer(request: IncomingMessage): Promise<Reply> {
    checkSameOrigin(request);
    const exchange = parseExchange(request);
    const allowed = auth.isAllowed(request, exchange.query);
    if (!allowed && !isOpen(exchange)) {
      const isPage = request.headers.accept?.includes("text/html") && exchange.segments[0] !== "api";
      if (isPage) return html(refusal, 403);
      throw new HttpError(403, "The token is missing or wrong.");
    }
    const { route, call } = findRoute(routes, exchange);
    return route.run(call);
  }

  /** Without the token nobody learns which addresses exist. */
  function isOpen(exchange: Exchange): boolean {
    try {
      return findRoute(routes, exchange).route.open === true;
    } catch {
      return false;
    }
  }

  function failure(error: unknown, isPage: boolean | undefined): Reply {
    if (error instanceof HttpError) return json({ message: error.message, reason: null }, error.status);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC") return json({ message: "The disk is full.", reason: null }, 507);
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
      return json({ message: "The file system does not permit this.", reason: null }, 403);
    }
    if (code === "ENAMETOOLONG") return json({ message: "The name is too long.", reason: null }, 400);
    if (code === "ENOENT" || code === "ENOTDIR")
      return json({ message: "There is no such file.", reason: null }, 404);
    onError(error);
    if (isPage) return html(`<!doctype html><title>Peel</title><p>${escapeHtml(message)}`, 500);
    return json({ message: "Something is wrong in the server; its terminal tells more.", reason: null }, 500);
  }
}

const refusal = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Peel</title>
<body style="font: 16px/1.5 system-ui; max-width: 36em; margin: 4em auto; padding: 0 1em">
<h1>This notebook server needs its token</h1>
<p>Open the address that was printed in the terminal when the server started; it ends in <code>?token=…</code>.</p>
</body></html>
`;

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
