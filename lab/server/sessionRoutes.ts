import { readJson } from "./exchange.js";
import { empty, json } from "./reply.js";
import type { Route } from "./router.js";
import type { Sessions } from "./sessions.js";

/** `/api/sessions`. */
export function sessionRoutes(sessions: Sessions): Route[] {
  return [
    { method: "GET", pattern: "api/sessions", run: () => json(sessions.list()) },
    {
      method: "POST",
      pattern: "api/sessions",
      run: async ({ request }) => {
        const session = await sessions.start(await readJson(request));
        return json(session, 201, { Location: `/api/sessions/${session.id}` });
      },
    },
    { method: "GET", pattern: "api/sessions/:id", run: ({ params }) => json(sessions.find(params.id)) },
    {
      method: "PATCH",
      pattern: "api/sessions/:id",
      run: async ({ params, request }) => json(await sessions.change(params.id, await readJson(request))),
    },
    {
      method: "DELETE",
      pattern: "api/sessions/:id",
      run: async ({ params }) => {
        await sessions.end(params.id);
        return empty();
      },
    },
  ];
}
