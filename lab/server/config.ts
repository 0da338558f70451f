/** `/api/config`: what parts of a front end keep, section by section. */
import { join } from "node:path";
import { readJsonFile, writeAtomically } from "./atomicFile.js";
import { readJson } from "./exchange.js";
import { json } from "./reply.js";
import type { Route } from "./router.js";

type Json = Record<string, unknown>;

/** Routes of the sections kept in a folder. */
export function configRoutes(dir: string): Route[] {
  const placeOf = (section: string) => join(dir, `${encodeURIComponent(section)}.config.json`);
  const read = async (section: string): Promise<Json> => {
    const value = await readJsonFile(placeOf(section));
    return isObject(value) ? value : {};
  };
  const pattern = "api/config/:section";
  return [
    { method: "GET", pattern, run: async ({ params }) => json(await read(params.section)) },
    {
      method: "PATCH",
      pattern,
      run: async ({ params, request }) => {
        const merged = merge(await read(params.section), await readJson(request));
        await writeAtomically(placeOf(params.section), JSON.stringify(merged));
        return json(merged);
      },
    },
  ];
}

/** Changes go in depth, and null removes a key. */
function merge(before: Json, changes: Json): Json {
  const changed = Object.entries(changes).map(([key, value]) => {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    return [key, isObject(value) ? merge(isObject(old) ? old : {}, value) : value] as const;
  });
  const merged = { ...before, ...Object.fromEntries(changed) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
