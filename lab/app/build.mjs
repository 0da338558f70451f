/**
 * Builds JupyterLab from its npm packages into `lab/bundle/`:
 * `static/` (the page), `schemas/`, `themes/` and `bundle.json`, which names the entry.
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rspack } from "@rspack/core";
import { chosenExtensions, core } from "./extensions.mjs";
import { assetPackages, generatedDir, pageConfig } from "./rspackConfig.mjs";

const require = createRequire(import.meta.url);
const { Build } = require("@jupyter/builder");

const bundleDir = fileURLToPath(new URL("../bundle", import.meta.url));
const unfinishedDir = `${bundleDir}.unfinished`;

const { plugins, mimeRenderers } = chosenExtensions();
rmSync(unfinishedDir, { recursive: true, force: true });
rmSync(generatedDir, { recursive: true, force: true });
mkdirSync(generatedDir, { recursive: true });

// Writes schemas, and a module with the styles of all packages; returns how to build the themes.
const themeConfigs = Build.ensureAssets({
  packageNames: assetPackages(),
  output: generatedDir,
  schemaOutput: unfinishedDir,
  themeOutput: unfinishedDir,
});
writeFileSync(join(generatedDir, "extensions.js"), extensionsModule());

const themes = themeConfigs.map((config) => ({ ...config, performance: { hints: false } }));
const page = await run([pageConfig({ generatedDir, outputDir: join(unfinishedDir, "static") }), ...themes]);
const entry = page.entrypoints.main.assets.map(({ name }) => name).filter((name) => name.endsWith(".js"));
writeFileSync(
  join(unfinishedDir, "bundle.json"),
  `${JSON.stringify({ jupyterlabVersion: core.jupyterlab.version, entry, extensions: assetPackages() }, null, 2)}\n`,
);
// The old bundle is replaced only now, so that a failed build leaves a working one behind.
rmSync(bundleDir, { recursive: true, force: true });
renameSync(unfinishedDir, bundleDir);

function extensionsModule() {
  const list = (extensions) =>
    extensions
      .map(({ name, module }) => `  { name: "${name}", load: () => import("${module}") },`)
      .join("\n");
  return `export const plugins = [\n${list(plugins)}\n];\nexport const mimeRenderers = [\n${list(mimeRenderers)}\n];\n`;
}

/** Runs the compilers; resolves to what the first one made. Throws with what rspack reports. */
async function run(configs) {
  const compiler = rspack(configs);
  const stats = await new Promise((resolve, reject) => {
    compiler.run((error, result) => (error ? reject(error) : resolve(result)));
  });
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
  return stats.stats[0].toJson({ all: false, entrypoints: true });
}
