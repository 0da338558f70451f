/** The page: one HTML document whose JSON tells JupyterLab where everything is. */
import { join } from "node:path";
import { LabError } from "../errors.js";
import { readJsonFile } from "./atomicFile.js";
import type { Auth } from "./auth.js";
import { findLabextensions } from "./labextensions.js";
import { html, type Reply } from "./reply.js";
import type { Call, Route } from "./router.js";

export interface PageOptions {
  auth: Auth;
  bundleDir: string;
  labextensionsDir: string;
  root: string;
  /** where the server is, with a slash at each end */
  base: string;
  /** puts the application at `window.jupyterapp`, for tests */
  exposeAppInBrowser: boolean;
}

/** Plugins of compiled-in extensions that ask for what is not there: news from outside, language servers. */
export const disabledPlugins = [
  "@jupyterlab/apputils-extension:announcements",
  "@jupyterlab/fileeditor-extension:language-server",
  "@jupyterlab/notebook-extension:language-server",
];

interface Bundle {
  jupyterlabVersion: string;
  entry: string[];
}

/** `/lab`, `/doc` and their trees and workspaces. */
export function pageRoutes(options: PageOptions): Route[] {
  const run = (call: Call) => page(options, call);
  return [
    { method: "GET", pattern: "", run: ({ query }) => redirect(`/lab${query.size > 0 ? `?${query}` : ""}`) },
    { method: "GET", pattern: "lab", run },
    { method: "GET", pattern: "lab/tree/*", run },
    { method: "GET", pattern: "lab/workspaces/*", run },
    { method: "GET", pattern: "doc", run },
    { method: "GET", pattern: "doc/tree/*", run },
    { method: "GET", pattern: "doc/workspaces/*", run },
  ];
}

/** Reads what the builder says of its bundle. Throws {@link LabError} when there is none. */
export async function readBundle(bundleDir: string): Promise<Bundle> {
  const bundle = (await readJsonFile(join(bundleDir, "bundle.json"))) as Bundle | undefined;
  if (bundle) return bundle;
  throw new LabError(`There is no built JupyterLab in ${bundleDir}.`, "Run npm run build.");
}

async function page(options: PageOptions, { segments, rest, request }: Call): Promise<Reply> {
  const { base } = options;
  const { jupyterlabVersion, entry } = await readBundle(options.bundleDir);
  const [app, kind] = segments;
  const workspace = kind === "workspaces" ? (rest[0] ?? "default") : "default";
  const tree = kind === "workspaces" ? rest.slice(2) : rest;
  const extensions = await findLabextensions(options.labextensionsDir);
  const config = {
    appName: "JupyterLab",
    appNamespace: "lab",
    appVersion: jupyterlabVersion,
    baseUrl: base,
    wsUrl: "",
    appUrl: "/lab",
    docUrl: "/doc",
    treeUrl: "/lab/tree",
    mode: app === "doc" ? "single-document" : "multiple-document",
    workspace,
    treePath: kind === "tree" || rest[1] === "tree" ? tree.map(encodeURIComponent).join("/") : "",
    preferredPath: "/",
    serverRoot: options.root,
    rootUri: "",
    ...urls(base, {
      static: "/static/lab",
      labextensions: "/lab/extensions",
      settings: "/lab/api/settings",
      themes: "/lab/api/themes",
      workspacesApi: "/lab/api/workspaces",
      translationsApi: "/lab/api/translations",
      licenses: "/lab/api/licenses",
    }),
    federated_extensions: extensions.map(({ name, build }) => ({ name, ...build })),
    disabledExtensions: disabledPlugins,
    deferredExtensions: [],
    terminalsAvailable: false,
    buildAvailable: false,
    buildCheck: false,
    quitButton: false,
    news: { disabled: true },
    notebookStartsKernel: true,
    notebookVersion: "[2, 14, 0]",
    exposeAppInBrowser: options.exposeAppInBrowser,
  };
  const scripts = entry.map((name) => `<script defer src="${base}static/lab/${name}"></script>`).join("\n");
  return html(document(JSON.stringify(config), scripts, base), 200, {
    "Set-Cookie": options.auth.cookieFor(request, base),
    "Content-Security-Policy": "frame-ancestors 'self'; object-src 'none'; base-uri 'self'",
  });
}

/** Each address under both names that the front end reads: what it joins with the base, and the whole. */
function urls(base: string, paths: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(paths).flatMap(([name, path]) => [
      [`${name}Url`, path],
      [`full${name[0].toUpperCase()}${name.slice(1)}Url`, base.slice(0, -1) + path],
    ]),
  );
}

function document(config: string, scripts: string, base: string): string {
  // In a script element only "<" could end the element or begin a comment.
  const safeConfig = config.replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>JupyterLab</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" type="image/svg+xml" class="idle favicon" href="${base}static/favicons/idle.svg">
<link rel="" type="image/svg+xml" class="busy favicon" href="${base}static/favicons/busy.svg">
<style>
  html { background: #fff; color-scheme: light dark; }
  @media (prefers-color-scheme: dark) { html { background: #111; } }
</style>
<script id="jupyter-config-data" type="application/json">${safeConfig}</script>
${scripts}
</head>
<body></body>
</html>
`;
}

function redirect(location: string): Reply {
  return { status: 302, headers: { Location: location } };
}
