import { mkdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { LabError } from "./errors.js";
import { assetRoutes } from "./server/assets.js";
import { Auth, newToken } from "./server/auth.js";
import { ContentsReader } from "./server/contents/model.js";
import { Tree } from "./server/contents/paths.js";
import { contentsRoutes } from "./server/contents/routes.js";
import { TrustStore } from "./server/contents/trust.js";
import { ContentsWriter } from "./server/contents/writer.js";
import { infoRoutes } from "./server/info.js";
import { Kernels } from "./server/kernels/kernels.js";
import { kernelRoutes } from "./server/kernels/routes.js";
import { Kernelspecs } from "./server/kernels/specs.js";
import { listen } from "./server/listen.js";
import { pageRoutes, readBundle } from "./server/page.js";
import { Prefix } from "./server/prefix.js";
import { requestListener } from "./server/requests.js";
import { sessionRoutes } from "./server/sessionRoutes.js";
import { Sessions } from "./server/sessions.js";
import { Settings, settingsRoutes } from "./server/settings.js";
import { Upgrades } from "./server/upgrade.js";
import { workspaceRoutes } from "./server/workspaces.js";

export interface LabOptions {
  /** the folder that is served; nothing outside it can be read or written */
  root: string;
  /** the Jupyter prefix: `share/jupyter` is read; settings, workspaces and trust are kept here */
  prefixDir: string;
  /** 0 for any free one; left out: 8888 or the next free one */
  port?: number;
  /** left out: a new random one */
  token?: string;
  /** the notebook to open, relative to the root */
  notebook?: string;
  /** the built JupyterLab; left out: the one of this package */
  bundleDir?: string;
  /** puts the application at `window.jupyterapp`, for tests */
  exposeAppInBrowser?: boolean;
  /** receives what kernels write to their own streams, and errors of the server itself */
  onLog?: (text: string) => void;
}

export interface Lab {
  /** what to open in a browser, token included */
  url: string;
  port: number;
  token: string;
  /** Stops the server and all kernels; resolves when no process is left. */
  close(): Promise<void>;
  /** Ends the kernels at once, for a process that is about to exit. */
  kill(): void;
}

const shippedBundle = fileURLToPath(new URL("../bundle", import.meta.url));

/**
 * Starts JupyterLab and its server on 127.0.0.1.
 *
 * @throws {LabError} when the port is taken, the root or the bundle is missing
 * @example
 * const lab = await startLab({ root: ".", prefixDir: ".peel", notebook: "first.ipynb" });
 * console.log(lab.url); // http://127.0.0.1:8888/lab/tree/first.ipynb?token=…
 * await lab.close();
 */
export async function startLab(options: LabOptions): Promise<Lab> {
  const { bundleDir = shippedBundle, token = newToken(), onLog = () => {} } = options;
  if (!statSync(options.root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new LabError(`There is no folder ${options.root}.`, "Name one that exists.");
  }
  await readBundle(bundleDir);
  mkdirSync(options.prefixDir, { recursive: true });
  const prefix = new Prefix(options.prefixDir);
  const tree = new Tree(options.root);
  const auth = new Auth(token);
  const reader = new ContentsReader(tree, new TrustStore(prefix.trust));
  const kernels = new Kernels(new Kernelspecs(prefix.kernels), prefix.runtime, onLog);
  const sessions = new Sessions(kernels, tree);
  const routes = [
    ...assetRoutes(bundleDir, prefix.labextensions),
    ...contentsRoutes(reader, new ContentsWriter(reader)),
    ...kernelRoutes(kernels, tree),
    ...sessionRoutes(sessions),
    ...settingsRoutes(new Settings(prefix, bundleDir)),
    ...workspaceRoutes(prefix.workspaces),
    ...infoRoutes({ kernels, prefix, bundleDir, version: packageVersion() }),
    ...pageRoutes({
      auth,
      bundleDir,
      labextensionsDir: prefix.labextensions,
      root: tree.root,
      exposeAppInBrowser: options.exposeAppInBrowser ?? false,
    }),
  ];
  const upgrades = new Upgrades(auth, kernels);
  const logError = (error: unknown) => onLog(`${error instanceof Error ? error.stack : error}\n`);
  const server = createServer(requestListener(routes, auth, logError));
  server.on("upgrade", (request, socket, head) => upgrades.handle(request, socket, head));
  const port = await listen(server, options.port);
  const path = (options.notebook ?? "").split("/").filter(Boolean).map(encodeURIComponent).join("/");
  return {
    url: `http://127.0.0.1:${port}/lab${path && `/tree/${path}`}?token=${token}`,
    port,
    token,
    async close() {
      upgrades.close();
      server.close();
      await kernels.close();
      server.closeAllConnections();
    },
    kill: () => kernels.kill(),
  };
}

function packageVersion(): string {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;
}
