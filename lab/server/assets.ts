/** What the page loads: the bundle, themes, labextensions, the icon. None of it is secret. */
import { join } from "node:path";
import { busyIcon, idleIcon } from "./favicons.js";
import { file, type Reply } from "./reply.js";
import type { Route } from "./router.js";

/** A file whose name holds the hash of its content never changes. */
const forever = { "Cache-Control": "public, max-age=31536000, immutable" };

export function assetRoutes(bundleDir: string, labextensionsDir: string): Route[] {
  const icon = (svg: string) => (): Reply => ({
    status: 200,
    headers: { "Content-Type": "image/svg+xml", "Cache-Control": "max-age=86400" },
    body: svg,
  });
  return [
    {
      method: "GET",
      pattern: "static/lab/*",
      open: true,
      run: ({ rest }) => file(join(bundleDir, "static", ...rest), forever),
    },
    { method: "GET", pattern: "static/favicons/idle.svg", open: true, run: icon(idleIcon) },
    { method: "GET", pattern: "static/favicons/busy.svg", open: true, run: icon(busyIcon) },
    { method: "GET", pattern: "favicon.ico", open: true, run: icon(idleIcon) },
    {
      method: "GET",
      pattern: "lab/extensions/*",
      open: true,
      run: ({ rest }) => file(join(labextensionsDir, ...rest)),
    },
    {
      method: "GET",
      pattern: "lab/api/themes/*",
      open: true,
      // A theme is compiled in, or one of a labextension (whose package name may hold a slash).
      run: ({ rest }) =>
        file(join(bundleDir, "themes", ...rest)).catch(() => {
          const name = rest.slice(0, rest[0]?.startsWith("@") ? 2 : 1);
          return file(join(labextensionsDir, ...name, "themes", ...rest));
        }),
    },
  ];
}
