import { JupyterLab } from "@jupyterlab/application";
import { PageConfig } from "@jupyterlab/coreutils";
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { IConnectionStatus, IServiceManager } from "@jupyterlab/services";
import { type IPlugin, PluginRegistry } from "@lumino/coreutils";
import { mimeRenderers, plugins } from "peel-generated/extensions.js";
import type { FederatedExtension, PluginModule } from "./federation";
import keptWidgets from "./keptWidgets";
import withoutKernel from "./withoutKernel";
import "peel-generated/style.js";

type Plugin = IPlugin<JupyterLab, unknown>;

const ownPlugins = [keptWidgets, withoutKernel] as Plugin[];

/**
 * Starts JupyterLab with the compiled-in and the federated extensions. When every view is restored,
 * `body` carries `data-lab-ready`. With the page option `exposeAppInBrowser`, `window.jupyterapp` is the
 * application.
 */
export async function startApplication(federated: FederatedExtension[]): Promise<void> {
  const compiledIn = await Promise.all(plugins.map(async ({ load }) => load()));
  const renderers = await Promise.all(mimeRenderers.map(async ({ load }) => load()));
  // A second widget manager, as pip's ipywidgets brings it, would be two plugins of one name.
  const known = new Set([...plugins, ...mimeRenderers].map(({ name }) => name));
  const others = federated.filter(({ name }) => !known.has(name));
  const federatedPlugins = others
    .map((extension) => extension.plugins)
    .filter((module) => module !== undefined);
  const federatedRenderers = others
    .map((extension) => extension.mimeRenderers)
    .filter((module) => module !== undefined);

  const { isDisabled, isDeferred } = PageConfig.Extension;
  const everyPlugin = [...compiledIn, ...federatedPlugins].flatMap(pluginsOf).concat(ownPlugins);
  const enabled = everyPlugin.filter(({ id }) => !isDisabled(id));
  const registry = new PluginRegistry<JupyterLab>();
  registry.registerPlugins(enabled);
  const lab = new JupyterLab({
    pluginRegistry: registry,
    serviceManager: await registry.resolveRequiredService(IServiceManager),
    connectionStatus: (await registry.resolveOptionalService(IConnectionStatus)) ?? undefined,
    mimeExtensions: [...renderers, ...federatedRenderers] as IRenderMime.IExtensionModule[],
    disabled: matches(PageConfig.Extension.disabled, everyPlugin, isDisabled),
    deferred: matches(PageConfig.Extension.deferred, everyPlugin, isDeferred),
    availablePlugins: [],
  });
  if (PageConfig.getOption("exposeAppInBrowser") === "true") Object.assign(window, { jupyterapp: lab });
  await lab.start({ bubblingKeydown: true });
  await lab.restored;
  document.body.dataset.labReady = "true";
}

function pluginsOf(module: PluginModule): Plugin[] {
  // A module may be ESM, or CommonJS that was not marked as converted from it.
  const exported = Object.hasOwn(module, "__esModule") ? module.default : module;
  return (Array.isArray(exported) ? exported : [exported]) as Plugin[];
}

function matches(patterns: string[], all: Plugin[], test: (id: string) => boolean) {
  return { patterns, matches: all.map(({ id }) => id).filter(test) };
}
