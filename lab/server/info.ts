/** The small questions a front end asks: who is there, which languages, which licences. */
import { join } from "node:path";
import { readJsonFile } from "./atomicFile.js";
import type { Kernels } from "./kernels/kernels.js";
import { empty, json } from "./reply.js";
import type { Route } from "./router.js";

export interface InfoOptions {
  kernels: Kernels;
  bundleDir: string;
  version: string;
}

export function infoRoutes({ kernels, bundleDir, version }: InfoOptions): Route[] {
  const started = new Date().toISOString();
  return [
    { method: "GET", pattern: "api", open: true, run: () => json({ version }) },
    {
      method: "GET",
      pattern: "api/status",
      run: () => {
        const all = kernels.list();
        const times = all.map((kernel) => kernel.lastActivity.toISOString());
        return json({
          started,
          last_activity: times.sort().at(-1) ?? started,
          kernels: all.length,
          connections: all.reduce((sum, kernel) => sum + kernel.connections, 0),
        });
      },
    },
    {
      method: "GET",
      pattern: "api/me",
      run: () => {
        const name = "You";
        const identity = {
          username: "you",
          name,
          display_name: name,
          initials: "Y",
          avatar_url: null,
          color: null,
        };
        return json({ identity, permissions: {} });
      },
    },
    // Exports run through nbconvert, which is Python: there are none.
    { method: "GET", pattern: "api/nbconvert", run: () => json({}) },
    { method: "POST", pattern: "api/events", run: () => empty() },
    {
      method: "GET",
      pattern: "lab/api/translations",
      run: () => json({ data: { en: { displayName: "English", nativeName: "English" } }, message: "" }),
    },
    { method: "GET", pattern: "lab/api/translations/:locale", run: () => json({ data: {}, message: "" }) },
    {
      method: "GET",
      pattern: "lab/api/licenses",
      run: async () => {
        const report = (await readJsonFile(join(bundleDir, "static", "third-party-licenses.json"))) ?? {
          packages: [],
        };
        return json({ bundles: { JupyterLab: report } });
      },
    },
  ];
}
