import { mkdirSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { fileURLToPath } from "node:url";
import { LabError } from "./errors.js";
import { assetRoutes } from "./server/assets.js";
import { Auth, newToken } from "./server/auth.js";
import { checkBaseUrl } from "./server/baseUrl.js";
import { closeServer } from "./server/closeServer.js";
import { configRoutes } from "./server/config.js";
import { ContentsReader } from "./server/contents/model.js";
import { Tree } from "./server/contents/paths.js";
import { contentsRoutes } from "./server/contents/routes.js";
import { TrustStore } from "./server/contents/trust.js";
import { ContentsWriter } from "./server/contents/writer.js";
import { infoRoutes } from "./server/info.js";
import { type CullingOptions, cull } from "./server/kernels/culling.js";
import { Kernels } from "./server/kernels/kernels.js";
import { kernelRoutes } from "./server/kernels/routes.js";
import { Kernelspecs } from "./server/kernels/specs.js";
import { removeStaleConnections } from "./server/kernels/staleConnections.js";
import { sweepTree } from "./server/leftovers.js";
import { defaultHost, isLoopback, listen } from "./server/listen.js";
import { Origins } from "./server/origin.js";
import { pageRoutes, readBundle } from "./server/page.js";
import { Prefix } from "./server/prefix.js";
import { requestListener } from "./server/requests.js";
import { sessionRoutes } from "./server/sessionRoutes.js";
import { Sessions } from "./server/sessions.js";
import { Settings, settingsRoutes } from "./server/settings.js";
import { Upgrades } from "./server/upgrade.js";
import { workspaceRoutes } from "./server/workspaces.js";

export interface LabOptions {
  /** the folder that is served; nothing outside it can be read or written, but for `followLinks` */
  root: string;
  /**
   * the Jupyter prefix: kernels and labextensions in its `share/jupyter` run when a page asks for them, so that it
   * must be a folder that you trust, and not one inside a root that comes from elsewhere
   */
  prefixDir: string;
  /** where settings, workspaces and trust are kept, for which the same holds; left out: in the prefix */
  stateDir?: string;
  /** 0 for any free one; left out: 8888 or the next free one */
  port?: number;
  /** the address to listen on; left out: 127.0.0.1 */
  host?: string;
  /** must be true for a host that other machines can reach: whoever has the token can run programs here */
  allowRemote?: boolean;
  /** more names under which pages may ask, each with or without a port: a reverse proxy's, a network's */
  allowHosts?: string[];
  /** the path that a reverse proxy serves the lab at; left out: / */
  baseUrl?: string;
  /** left out: a new random one */
  token?: string;
  /** follows symbolic links that lead out of the root, wherever they lead */
  followLinks?: boolean;
  /** the notebook to open, relative to the root */
  notebook?: string;
  /** the built JupyterLab; left out: the one of this package */
  bundleDir?: string;
  /** ends kernels that nobody uses; left out: they stay */
  culling?: CullingOptions;
  /** puts the application at `window.jupyterapp`, for tests */
  exposeAppInBrowser?: boolean;
  /** receives what kernels write to their own streams, and errors of the server itself; never the token */
  onLog?: (text: string) => void;
  /** has every request logged, too */
  logRequests?: boolean;
}

export interface Lab {
  /** what to open in a browser, token included */
  url: string;
  port: number;
  token: string;
  /** Finishes what is being answered, stops the server and all kernels; resolves when no process is left. */
  close(): Promise<void>;
  /** Ends the kernels at once, for a process that is about to exit. */
  kill(): void;
}

/** Whoever opens a connection and says nothing, or little, is not waited for; a large upload may take its time. */
const patience = { headersTimeout: 15_000, requestTimeout: 3600_000, connectionsCheckingInterval: 5000 };

const shippedBundle = fileURLToPath(new URL("../bundle", import.meta.url));

/**
 * Starts JupyterLab and its server on 127.0.0.1.
 *
 * @throws {LabError} when the port is taken, the root or the bundle is missing, or the host is not permitted
 * @example
 * const lab = await startLab({ root: ".", prefixDir: "/opt/peel", notebook: "first.ipynb" });
 * console.log(lab.url); // http://127.0.0.1:8888/lab/tree/first.ipynb?token=…
 * await lab.close();
 */
export async function startLab(options: LabOptions): Promise<Lab> {
  const { bundleDir = shippedBundle, token = newToken(), host = defaultHost } = options;
  checkHost(host, options.allowRemote === true);
  // Somebody who names a host to listen on means it as a name, too.
  const base = checkBaseUrl(options.baseUrl);
  const isName = /[a-z]/i.test(host) && !host.includes(":");
  const origins = new Origins([...(isName ? [host] : []), ...(options.allowHosts ?? [])]);
  if (!statSync(options.root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new LabError(`There is no folder ${options.root}.`, "Name one that exists.");
  }
  await readBundle(bundleDir);
  const { prefixDir, stateDir = prefixDir } = options;
  for (const dir of [prefixDir, stateDir]) mkdirSync(dir, { recursive: true });
  const prefix = new Prefix(prefixDir, stateDir);
  const tree = new Tree(options.root, { followLinks: options.followLinks });
  const auth = new Auth(token);
  const onLog = (text: string) => options.onLog?.(auth.mask(text));
  const reader = new ContentsReader(tree, new TrustStore(prefix.trust));
  removeStaleConnections(prefix.runtime);
  let isClosed = false;
  void sweepTree(tree.root, () => !isClosed);
  const kernels = new Kernels(new Kernelspecs(prefix.kernels, base), prefix.runtime, onLog);
  const sessions = new Sessions(kernels, tree);
  const writer = new ContentsWriter(reader, (from, to) => sessions.moved(from, to));
  const routes = [
    ...assetRoutes(bundleDir, prefix.labextensions),
    ...contentsRoutes(reader, writer),
    ...kernelRoutes(kernels, tree),
    ...sessionRoutes(sessions),
    ...settingsRoutes(new Settings(prefix, bundleDir)),
    ...workspaceRoutes(prefix.workspacesOf(tree.root)),
    ...configRoutes(prefix.settings),
    ...infoRoutes({ kernels, bundleDir, version: packageVersion() }),
    ...pageRoutes({
      auth,
      bundleDir,
      labextensionsDir: prefix.labextensions,
      root: tree.root,
      base,
      exposeAppInBrowser: options.exposeAppInBrowser ?? false,
    }),
  ];
  const upgrades = new Upgrades(auth, kernels, origins, base);
  const onAnswer = ({ method, url }: IncomingMessage, status: number, milliseconds: number) => {
    if (options.logRequests) onLog(`${method} ${url} ${status} ${milliseconds.toFixed(1)} ms\n`);
  };
  const onError = (error: unknown) => onLog(`${error instanceof Error ? error.stack : error}\n`);
  const server = createServer(patience, requestListener({ routes, auth, origins, base, onError, onAnswer }));
  server.on("upgrade", (request, socket, head) => upgrades.handle(request, socket, head));
  const port = await listen(server, options.port, host);
  const stopCulling = options.culling ? cull(kernels, options.culling) : () => {};
  const path = (options.notebook ?? "").split("/").filter(Boolean).map(encodeURIComponent).join("/");
  return {
    url: `http://${nameOf(host)}:${port}${base}lab${path && `/tree/${path}`}?token=${token}`,
    port,
    token,
    async close() {
      isClosed = true;
      stopCulling();
      upgrades.close();
      await Promise.all([kernels.close(), closeServer(server)]);
      writer.close();
    },
    kill: () => kernels.kill(),
  };
}

function checkHost(host: string, allowRemote: boolean): void {
  if (isLoopback(host) || allowRemote) return;
  throw new LabError(
    `On ${host}, other machines could reach this server; who has its token can run programs here, and the token travels unencrypted.`,
    "If you mean that, also say --allow-remote; an SSH tunnel to 127.0.0.1 is safer.",
  );
}

/** How a browser names the host: the one that means "every address" is none. */
function nameOf(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function packageVersion(): string {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
