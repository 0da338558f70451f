import { stat } from "node:fs/promises";
import { HttpError } from "../../errors.js";
import { readJson } from "../exchange.js";
import { empty, file, json, type Reply } from "../reply.js";
import type { Call, Route } from "../router.js";
import { createCheckpoint, deleteCheckpoint, listCheckpoints, restoreCheckpoint } from "./checkpoints.js";
import { LargeBodies } from "./largeBodies.js";
import type { ContentsReader, Model } from "./model.js";
import type { ContentsWriter } from "./writer.js";

/** `/api/contents` and `/files`. */
export function contentsRoutes(reader: ContentsReader, writer: ContentsWriter): Route[] {
  const bodies = new LargeBodies();
  const routes: Route[] = [
    {
      method: "GET",
      pattern: "files/*",
      run: async ({ rest, query }) =>
        file(reader.tree.resolve(rest.join("/")), {
          // A file of the tree must not act as a page of this server.
          "Content-Security-Policy": "sandbox allow-scripts",
          // As every Jupyter server: a notebook is not a page to look at, either.
          ...(query.has("download") || rest.at(-1)?.endsWith(".ipynb")
            ? { "Content-Disposition": attachment(rest.at(-1) ?? "") }
            : {}),
        }),
    },
    { method: "GET", pattern: "api/contents/*", run: (call) => get(reader, call) },
    { method: "POST", pattern: "api/contents/*", run: (call) => post(reader, writer, call) },
    {
      method: "PUT",
      pattern: "api/contents/*",
      run: async ({ rest, request }) => {
        const { model, created } = await bodies.take(request, (body) => writer.save(rest.join("/"), body));
        return json(model, created ? 201 : 200, headersOf(model, true));
      },
    },
    {
      method: "PATCH",
      pattern: "api/contents/*",
      run: async ({ rest, request }) => {
        const { path } = await readJson(request);
        if (typeof path !== "string") throw new HttpError(400, "The new path is missing.");
        const model = await writer.rename(rest.join("/"), path);
        return json(model, 200, headersOf(model, true));
      },
    },
    { method: "DELETE", pattern: "api/contents/*", run: (call) => remove(reader, writer, call) },
  ];
  return routes;
}

async function get(reader: ContentsReader, { rest, query }: Call): Promise<Reply> {
  const checkpoint = await checkpointOf(reader, rest);
  if (checkpoint && checkpoint.id === undefined) return json(await listCheckpoints(checkpoint.place));
  const model = await reader.read(rest.join("/"), {
    content: query.get("content") !== "0",
    hash: query.get("hash") === "1",
    type: oneOf(query, "type", ["notebook", "file", "directory"]),
    format: oneOf(query, "format", ["json", "text", "base64"]),
  });
  return json(model, 200, headersOf(model, false));
}

function oneOf(query: URLSearchParams, name: string, known: string[]): string | null {
  const value = query.get(name);
  if (value === null || known.includes(value)) return value;
  throw new HttpError(400, `The ${name} must be one of ${known.join(", ")}, but is ${value}.`);
}

async function post(reader: ContentsReader, writer: ContentsWriter, call: Call): Promise<Reply> {
  const { rest, request } = call;
  const checkpoint = await checkpointOf(reader, rest);
  if (checkpoint?.id !== undefined) {
    await restoreCheckpoint(checkpoint.place, checkpoint.id);
    return empty();
  }
  if (checkpoint) {
    const created = await createCheckpoint(checkpoint.place);
    return json(created, 201, { Location: `/api/contents/${encodePath(rest)}/${created.id}` });
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
  return json(model, 201, headersOf(model, true));
}

async function remove(reader: ContentsReader, writer: ContentsWriter, { rest }: Call): Promise<Reply> {
  const checkpoint = await checkpointOf(reader, rest);
  if (checkpoint?.id !== undefined) await deleteCheckpoint(checkpoint.place, checkpoint.id);
  else await writer.delete(rest.join("/"));
  return empty();
}

/** `FILE/checkpoints` and `FILE/checkpoints/ID`; in a folder, "checkpoints" is a name like any other. */
async function checkpointOf(
  { tree }: ContentsReader,
  rest: string[],
): Promise<{ place: string; id: string | undefined } | undefined> {
  const at = rest.lastIndexOf("checkpoints");
  if (at < 1 || at < rest.length - 2) return undefined;
  const place = tree.resolve(rest.slice(0, at).join("/"));
  const found = await stat(place).catch(() => undefined);
  return found?.isDirectory() ? undefined : { place, id: rest[at + 1] };
}

function encodePath(segments: string[]): string {
  return segments.map(encodeURIComponent).join("/");
}

/** The headers of a model: when it changed, and where it is if it is new there. */
function headersOf(model: Model, isPlaced: boolean): Record<string, string> {
  const dated = { "Last-Modified": new Date(model.last_modified).toUTCString() };
  return isPlaced ? { ...dated, Location: `/api/contents/${encodePath(model.path.split("/"))}` } : dated;
}

/** RFC 6266: the name for everybody, and for those who read RFC 8187 exactly. */
function attachment(name: string): string {
  const ascii = name.replace(/[^ -~]|["\\%]/g, "_");
  const exact = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
