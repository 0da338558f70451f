import { HttpError } from "../../errors.js";
import { readJson } from "../exchange.js";
import { empty, file, json, type Reply } from "../reply.js";
import type { Call, Route } from "../router.js";
import { createCheckpoint, deleteCheckpoint, listCheckpoints, restoreCheckpoint } from "./checkpoints.js";
import type { ContentsReader } from "./model.js";
import type { ContentsWriter } from "./writer.js";

/** JSON text of notebooks with large outputs, and base64 of uploads. */
const bodyLimitBytes = 384 * 2 ** 20;

/** `/api/contents` and `/files`. */
export function contentsRoutes(reader: ContentsReader, writer: ContentsWriter): Route[] {
  const routes: Route[] = [
    {
      method: "GET",
      pattern: "files/*",
      run: async ({ rest, query }) =>
        file(reader.tree.resolve(rest.join("/")), {
          // A file of the tree must not act as a page of this server.
          "Content-Security-Policy": "sandbox allow-scripts",
          ...(query.has("download") ? { "Content-Disposition": "attachment" } : {}),
        }),
    },
    { method: "GET", pattern: "api/contents/*", run: (call) => get(reader, call) },
    { method: "POST", pattern: "api/contents/*", run: (call) => post(reader, writer, call) },
    {
      method: "PUT",
      pattern: "api/contents/*",
      run: async ({ rest, request }) => {
        const { model, created } = await writer.save(rest.join("/"), await readJson(request, bodyLimitBytes));
        return json(model, created ? 201 : 200);
      },
    },
    {
      method: "PATCH",
      pattern: "api/contents/*",
      run: async ({ rest, request }) => {
        const { path } = await readJson(request);
        if (typeof path !== "string") throw new HttpError(400, "The new path is missing.");
        return json(await writer.rename(rest.join("/"), path));
      },
    },
    { method: "DELETE", pattern: "api/contents/*", run: (call) => remove(reader, writer, call) },
  ];
  return routes;
}

async function get(reader: ContentsReader, { rest, query }: Call): Promise<Reply> {
  if (rest.at(-1) === "checkpoints" && rest.length > 1) {
    return json(await listCheckpoints(reader.tree.resolve(rest.slice(0, -1).join("/"))));
  }
  const model = await reader.read(rest.join("/"), {
    content: query.get("content") !== "0",
    hash: query.get("hash") === "1",
    type: query.get("type"),
    format: query.get("format"),
  });
  return json(model, 200, { "Last-Modified": new Date(model.last_modified).toUTCString() });
}

async function post(reader: ContentsReader, writer: ContentsWriter, call: Call): Promise<Reply> {
  const { rest, request } = call;
  const checkpoints = rest.indexOf("checkpoints", 1);
  if (checkpoints === rest.length - 1 && checkpoints > 0) {
    return json(await createCheckpoint(reader.tree.resolve(rest.slice(0, -1).join("/"))), 201);
  }
  if (checkpoints === rest.length - 2 && checkpoints > 0) {
    await restoreCheckpoint(reader.tree.resolve(rest.slice(0, -2).join("/")), rest[rest.length - 1]);
    return empty();
  }
  if (rest.at(-1) === "trust" && rest.length > 1) {
    await writer.trust(rest.slice(0, -1).join("/"));
    return empty(201);
  }
  const folder = rest.join("/");
  const { copy_from: from, type = "file", ext } = await readJson(request);
  const folderModel = await reader.read(folder, { content: false });
  if (folderModel.type !== "directory") throw new HttpError(400, `${folder} is not a folder.`);
  const model =
    typeof from === "string"
      ? await writer.copy(from, folder)
      : await writer.create(folder, String(type), typeof ext === "string" ? ext : undefined);
  return json(model, 201);
}

async function remove(reader: ContentsReader, writer: ContentsWriter, { rest }: Call): Promise<Reply> {
  if (rest.length > 2 && rest.at(-2) === "checkpoints") {
    await deleteCheckpoint(reader.tree.resolve(rest.slice(0, -2).join("/")), rest[rest.length - 1]);
  } else {
    await writer.delete(rest.join("/"));
  }
  return empty();
}
