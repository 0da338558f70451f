import { HttpError } from "../errors.js";
import type { Exchange } from "./exchange.js";
import type { Reply } from "./reply.js";

export interface Params {
  /** what stood at the `:names` of the pattern */
  [name: string]: string;
}

export interface Call extends Exchange {
  params: Params;
  /** the segments that the pattern's trailing `*` took */
  rest: string[];
}

export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** segments, `:name` for any one segment; a trailing `*` takes the rest, which may be empty */
  pattern: string;
  /** anyone may call it, with no token */
  open?: boolean;
  run(call: Call): Promise<Reply> | Reply;
}

/** Finds the first route that fits. Throws 404, or 405 if only the method does not fit. */
export function findRoute(routes: readonly Route[], exchange: Exchange): { route: Route; call: Call } {
  const method = exchange.method === "HEAD" ? "GET" : exchange.method;
  let pathKnown = false;
  for (const route of routes) {
    const fit = match(route.pattern, exchange.segments);
    if (!fit) continue;
    pathKnown = true;
    if (route.method === method) return { route, call: { ...exchange, ...fit } };
  }
  if (pathKnown) throw new HttpError(405, `${exchange.method} is not possible here.`);
  throw new HttpError(404, "There is nothing at this address.");
}

function match(pattern: string, segments: string[]): Pick<Call, "params" | "rest"> | undefined {
  const parts = pattern.split("/").filter(Boolean);
  const open = parts.at(-1) === "*";
  if (open) parts.pop();
  if (segments.length < parts.length || (!open && segments.length > parts.length)) return undefined;
  const params: Params = {};
  for (const [i, part] of parts.entries()) {
    if (part.startsWith(":")) params[part.slice(1)] = segments[i];
    else if (part !== segments[i]) return undefined;
  }
  return { params, rest: segments.slice(parts.length) };
}
