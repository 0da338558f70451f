/**
 * Labextensions are remotes of module federation: `package.json` of each names its container's script,
 * which puts the container at `_JUPYTERLAB[name]`.
 * https://jupyterlab.readthedocs.io/en/stable/extension/extension_dev.html
 */
interface Container {
  init(shareScope: unknown): Promise<void>;
  get(module: string): Promise<() => PluginModule>;
}

/** What a module of plugins exports: one plugin or a list of them. */
export interface PluginModule {
  default?: unknown;
  __esModule?: boolean;
}

/** The modules of one labextension. */
export interface FederatedExtension {
  name: string;
  plugins?: PluginModule;
  mimeRenderers?: PluginModule;
}

interface Announced {
  name: string;
  load: string;
  extension?: string;
  mimeExtension?: string;
  style?: string;
}

declare function __webpack_init_sharing__(scope: string): Promise<void>;
declare const __webpack_share_scopes__: { default: unknown };

/** Loads every labextension the page announces. One that fails is reported and left out. */
export async function loadFederatedExtensions(): Promise<FederatedExtension[]> {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  const announced: Announced[] = config.federated_extensions ?? [];
  await __webpack_init_sharing__("default");
  const base = config.fullLabextensionsUrl;
  const loaded = await Promise.all(
    announced.map(async (extension) => {
      try {
        return await loadOne(extension, base);
      } catch (error) {
        console.error(`The extension ${extension.name} could not be loaded.`, error);
        return undefined;
      }
    }),
  );
  return loaded.filter((extension): extension is FederatedExtension => extension !== undefined);
}

async function loadOne(extension: Announced, base: string): Promise<FederatedExtension> {
  await loadScript(`${base}/${extension.name}/${extension.load}`);
  const containers = (globalThis as { _JUPYTERLAB?: Record<string, Container> })._JUPYTERLAB ?? {};
  const container = containers[extension.name];
  if (!container) throw new Error(`${extension.load} did not register ${extension.name}.`);
  await container.init(__webpack_share_scopes__.default);
  const get = async (module: string | undefined) => module && (await container.get(module))();
  await get(extension.style);
  return {
    name: extension.name,
    plugins: (await get(extension.extension)) || undefined,
    mimeRenderers: (await get(extension.mimeExtension)) || undefined,
  };
}

function loadScript(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.async = true;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${url} cannot be loaded.`));
    document.head.append(script);
  });
}
