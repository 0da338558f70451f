import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rspack } from "@rspack/core";
import { chosenExtensions, core, packageOf } from "./extensions.mjs";

const require = createRequire(import.meta.url);
const builderRequire = createRequire(require.resolve("@jupyter/builder"));
const { WPPlugin } = require("@jupyter/builder");
const svgToDataUri = builderRequire("mini-svg-data-uri");

/**
 * The configuration of the page: one entry, every package that JupyterLab shares offered to labextensions.
 *
 * @param {{ generatedDir: string, outputDir: string }} places of the generated modules and of the output
 */
export function pageConfig({ generatedDir, outputDir }) {
  return {
    mode: "production",
    target: ["web", "es2022"],
    context: fileURLToPath(new URL("page", import.meta.url)),
    entry: { main: ["./publicPath", "./bootstrap"] },
    output: {
      path: outputDir,
      filename: "[name].[contenthash].js",
      chunkFilename: "[contenthash].js",
      assetModuleFilename: "[contenthash][ext]",
      hashFunction: "xxhash64",
      clean: true,
    },
    performance: { hints: false },
    resolve: {
      alias: {
        "peel-generated": generatedDir,
        // @jupyter/web-components imports tslib without naming it among its dependencies.
        tslib: require.resolve("tslib/tslib.es6.mjs"),
      },
      extensions: [".js", ".json", ".wasm", ".ts"],
      // Node's own modules, asked for by packages that also run in Node and do without them in a page.
      fallback: {
        url: false,
        buffer: false,
        crypto: false,
        path: builderRequire.resolve("path-browserify"),
        process: builderRequire.resolve("process/browser"),
      },
    },
    module: { rules: rules() },
    plugins: [
      new rspack.ProvidePlugin({ process: builderRequire.resolve("process/browser") }),
      // Version 1 of module federation, as @jupyter/builder uses for labextensions: version 2 refuses to
      // load an extension that was built against another patch version of a shared package.
      new rspack.container.ModuleFederationPluginV1({
        name: "CORE_FEDERATION",
        library: { type: "var", name: ["_JUPYTERLAB", "CORE_LIBRARY_FEDERATION"] },
        shared: sharedPackages(),
      }),
      new WPPlugin.JSONLicenseWebpackPlugin({
        // The generated modules and our own page are no third party.
        excludedPackageTest: (name) => name === "@vision-peel/lab" || name === "peel",
      }),
    ],
  };
}

function rules() {
  return [
    { test: /\.ts$/, loader: "builtin:swc-loader", options: { jsc: { parser: { syntax: "typescript" } } } },
    // Many of the packages write their ESM imports without file extensions.
    { test: /\.[cm]?js$/, resolve: { fullySpecified: false } },
    { test: /\.m?js$/, type: "javascript/auto" },
    {
      test: /(?<!\.raw)\.css$/,
      use: [require.resolve("style-loader"), require.resolve("css-loader")],
      type: "javascript/auto",
    },
    { test: /\.raw\.css$|\.txt$|\.md$/, type: "asset/source" },
    { test: /\.(jpg|png|gif|woff2?)$/, type: "asset/resource" },
    // Every browser that runs JupyterLab takes woff2 or woff; the older variants would only add 2.5 MB.
    { test: /\.(ttf|eot)(\?.*)?$/, type: "asset/resource", generator: { emit: false } },
    { test: /fontawesome.*\.svg(\?.*)?$/, type: "asset/resource", generator: { emit: false } },
    {
      test: /\.svg(\?.*)?$/,
      exclude: /fontawesome/,
      issuer: /\.css$/,
      type: "asset/inline",
      generator: { dataUrl: { content: (source) => svgToDataUri(source.toString()) } },
    },
    // In JupyterLab's own modules an icon is its SVG text.
    { test: /\.svg$/, issuer: /\.js$/, type: "asset/source" },
  ];
}

function sharedPackages() {
  const singletons = new Set(core.jupyterlab.singletonPackages);
  const shared = {};
  for (const [name, range] of Object.entries(core.resolutions)) {
    if (!packageOf(name)) continue;
    shared[name] = { requiredVersion: range.replace("~", "^"), singleton: singletons.has(name) };
  }
  // Labextensions with widgets take these two from the host; a wide range suits every ipywidgets 8.
  shared["@jupyter-widgets/base"] = { requiredVersion: "^6.0.0", singleton: true };
  shared["@jupyter-widgets/controls"] = { requiredVersion: "^5.0.0", singleton: true };
  return shared;
}

/** The names whose styles, schemas and themes belong to the application. */
export function assetPackages() {
  const { plugins, mimeRenderers } = chosenExtensions();
  return [...new Set([...plugins, ...mimeRenderers].map(({ name }) => name))];
}

/** The folder of the modules that `build.mjs` generates. */
export const generatedDir = join(
  fileURLToPath(new URL("../../node_modules/.cache/peel/lab-page/", import.meta.url)),
);
