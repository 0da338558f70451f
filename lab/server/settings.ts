/**
 * `/lab/api/settings`: the schemas of all extensions and what the user changed.
 * https://jupyterlab.readthedocs.io/en/stable/extension/extension_points.html#settings
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { HttpError } from "../errors.js";
import { readJsonFile, writeAtomically } from "./atomicFile.js";
import { defaultOverrides } from "./defaultOverrides.js";
import { readJson } from "./exchange.js";
import { findLabextensions } from "./labextensions.js";
import type { Prefix } from "./prefix.js";
import { empty, json } from "./reply.js";
import type { Route } from "./router.js";

interface Setting {
  id: string;
  schema: Record<string, unknown>;
  version: string;
  /** JSON with comments, as the user wrote it */
  raw: string;
  last_modified: string | null;
  created: string | null;
}

export class Settings {
  constructor(
    readonly prefix: Prefix,
    readonly bundleDir: string,
  ) {}

  async ids(): Promise<string[]> {
    const folders = await this.#schemaFolders();
    const ids = folders.map(async ({ name, dir }) => {
      const files = await readdir(dir).catch(() => []);
      return files.filter((file) => file.endsWith(".json")).map((file) => `${name}:${file.slice(0, -5)}`);
    });
    return (await Promise.all(ids)).flat();
  }

  /** One extension's schema, and what the user changed. Throws 404 for an unknown id. */
  async find(id: string): Promise<Setting> {
    const [name, plugin] = id.split(":");
    const folder = (await this.#schemaFolders()).find((candidate) => candidate.name === name);
    const schema =
      folder && plugin && !/[/\\]/.test(plugin) && (await readJsonFile(join(folder.dir, `${plugin}.json`)));
    if (!schema) throw new HttpError(404, `There are no settings ${id}.`);
    const packageJson = (await readJsonFile(join(folder.dir, "package.json.orig"))) as
      | { version?: string }
      | undefined;
    const place = this.#placeOf(id);
    const raw = await readFile(place, "utf8").catch(() => "{}");
    const found = await stat(place).catch(() => undefined);
    return {
      id,
      schema: withOverrides(id, schema as Setting["schema"]),
      version: packageJson?.version ?? "",
      raw,
      last_modified: found?.mtime.toISOString() ?? null,
      created: found?.birthtime.toISOString() ?? null,
    };
  }

  async save(id: string, raw: string): Promise<void> {
    await this.find(id);
    await writeAtomically(this.#placeOf(id), raw);
  }

  async #schemaFolders(): Promise<{ name: string; dir: string }[]> {
    const bundle = (await readJsonFile(join(this.bundleDir, "bundle.json"))) as
      | { extensions?: string[] }
      | undefined;
    const names = bundle?.extensions ?? [];
    const compiledIn = names.map((name) => ({ name, dir: join(this.bundleDir, "schemas", name) }));
    const federated = (await findLabextensions(this.prefix.labextensions)).map(({ name, dir }) => ({
      name,
      dir: join(dir, "schemas", name),
    }));
    // A labextension that is also compiled in is the newer one.
    return [...federated, ...compiledIn];
  }

  #placeOf(id: string): string {
    return join(this.prefix.settings, `${encodeURIComponent(id)}.jupyterlab-settings`);
  }
}

function withOverrides(id: string, schema: Setting["schema"]): Setting["schema"] {
  const overrides = defaultOverrides[id];
  if (!overrides) return schema;
  const properties = { ...(schema.properties as Record<string, object>) };
  for (const [key, value] of Object.entries(overrides))
    properties[key] = { ...properties[key], default: value };
  return { ...schema, properties };
}

export function settingsRoutes(settings: Settings): Route[] {
  return [
    {
      method: "GET",
      pattern: "lab/api/settings/*",
      run: async ({ rest, query }) => {
        if (rest.length > 0) return json(await settings.find(rest.join("/")));
        const ids = await settings.ids();
        const idsOnly = query.get("ids_only") === "true";
        return json({ settings: await Promise.all(ids.map((id) => (idsOnly ? { id } : settings.find(id)))) });
      },
    },
    {
      method: "PUT",
      pattern: "lab/api/settings/*",
      run: async ({ rest, request }) => {
        const { raw } = await readJson(request);
        if (typeof raw !== "string") throw new HttpError(400, "The field raw is missing.");
        await settings.save(rest.join("/"), raw);
        return empty();
      },
    },
  ];
}
