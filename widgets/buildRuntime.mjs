/**
 * Bundles what a baked page needs into `widgets/runtime/`: the views as one module, and Plotly, compressed,
 * for pages with charts.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const require = createRequire(import.meta.url);
const folder = dirname(fileURLToPath(import.meta.url));
const runtime = join(folder, "runtime");
const baked = join(folder, "dist/shared/page/hosts/baked");
rmSync(runtime, { recursive: true, force: true });
mkdirSync(runtime);

/** The manager can show ipywidgets 7, too, which the kernel does not speak. */
const withoutOldWidgets = {
  name: "withoutOldWidgets",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@jupyter-widgets\/(base|controls)7/ }, ({ path }) => ({ path, namespace: "old" }));
    onLoad({ filter: /.*/, namespace: "old" }, () => ({ contents: "" }));
  },
};

const options = {
  bundle: true,
  minify: true,
  platform: "browser",
  format: "esm",
  target: "es2022",
  write: false,
  legalComments: "none",
  logLevel: "error",
  alias: {
    "plotly.js-dist-min": join(baked, "plotly.js"),
    // @jupyter/web-components imports tslib without naming it among its dependencies.
    tslib: require.resolve("tslib/tslib.es6.mjs"),
  },
  plugins: [withoutOldWidgets],
  loader: { ".woff2": "dataurl", ".woff": "empty", ".ttf": "empty", ".eot": "empty", ".svg": "empty" },
};

async function bundle(entry) {
  const { outputFiles } = await build({ ...options, entryPoints: [entry], outdir: runtime });
  return outputFiles;
}

const save = (name, data) => writeFileSync(join(runtime, name), data);
const zip = (data) => gzipSync(data, { level: 9 });

const [views] = await bundle(join(folder, "dist/baked.js"));
save("views.js", views.contents);
// Style sheets that packages import from scripts would be a file of their own: ours has all that is needed.
const widgets = (await bundle(join(folder, "dist/bakedWidgets.js"))).find(({ path }) => path.endsWith(".js"));
save("widgets.js.gz", zip(widgets.contents));
const [style] = await bundle(join(folder, "shared/page/hosts/baked/widgets.css"));
save("widgets.css", style.contents);
const plotly = readFileSync(require.resolve("plotly.js-dist-min/plotly.min.js"));
save("plotly.js.gz", zip(plotly));
