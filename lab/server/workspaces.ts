/** `/lab/api/workspaces`: what was open where, per workspace. */
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { HttpError } from "../errors.js";
import { readJsonFile, writeAtomically } from "./atomicFile.js";
import { readJson } from "./exchange.js";
import { empty, json } from "./reply.js";
import type { Route } from "./router.js";

const extension = ".jupyterlab-workspace";
const sizeLimitBytes = 8 * 2 ** 20;

interface Workspace {
  data: unknown;
  metadata: { id: string; last_modified?: string; created?: string };
}

/** Routes of the workspaces kept in a folder. */
export function workspaceRoutes(dir: string): Route[] {
  // A workspace's id may hold slashes; a file's name may not.
  const placeOf = (id: string) => join(dir, encodeURIComponent(id) + extension);

  const read = async (id: string): Promise<Workspace | undefined> => {
    const stored = (await readJsonFile(placeOf(id))) as { data?: unknown } | undefined;
    const found = await stat(placeOf(id)).catch(() => undefined);
    if (!stored || !found) return undefined;
    const dates = { last_modified: found.mtime.toISOString(), created: found.birthtime.toISOString() };
    return { data: stored.data ?? {}, metadata: { id, ...dates } };
  };

  const list = async () => {
    const names = (await readdir(dir).catch(() => [])).filter((name) => name.endsWith(extension));
    const ids = names.map((name) => decodeURIComponent(name.slice(0, -extension.length)));
    const values = (await Promise.all(ids.map(read))).filter((workspace) => workspace !== undefined);
    return json({ workspaces: { ids: values.map(({ metadata }) => metadata.id), values } });
  };

  return [
    {
      method: "GET",
      pattern: "lab/api/workspaces/*",
      run: async ({ rest }) => {
        const id = rest.join("/");
        return id === "" ? list() : json((await read(id)) ?? { data: {}, metadata: { id } });
      },
    },
    {
      method: "PUT",
      pattern: "lab/api/workspaces/*",
      run: async ({ rest, request }) => {
        const id = rest.join("/");
        const workspace = (await readJson(request, sizeLimitBytes)) as unknown as Workspace;
        if (id === "" || workspace.metadata?.id !== id) {
          throw new HttpError(400, `The workspace's id must be ${id}, as in the address.`);
        }
        await writeAtomically(placeOf(id), JSON.stringify(workspace));
        return empty();
      },
    },
    {
      method: "DELETE",
      pattern: "lab/api/workspaces/*",
      run: async ({ rest }) => {
        await rm(placeOf(rest.join("/"))).catch(() => {
          throw new HttpError(404, `There is no workspace ${rest.join("/")}.`);
        });
        return empty();
      },
    },
  ];
}
