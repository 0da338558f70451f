declare module "peel-generated/extensions.js" {
  interface LazyExtension {
    name: string;
    load(): Promise<import("./federation").PluginModule>;
  }
  /** The plugins of the extensions that are compiled in. */
  export const plugins: LazyExtension[];
  /** The mime renderers that are compiled in. */
  export const mimeRenderers: LazyExtension[];
}

declare module "peel-generated/style.js";
