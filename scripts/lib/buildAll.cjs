"use strict";

const { cpSync } = require("node:fs");
const { join } = require("node:path");
const { installPackages } = require("./install.cjs");
const { Failure } = require("./failure.cjs");
const { buildIfChanged } = require("./stamp.cjs");
const { root, step } = require("./step.cjs");

/** The projects that a command needs; tests are compiled by their runner and checked by `npm run lint`. */
const projects = ["cli", "widgets/tsconfig.page.json", "bench", "site", "training/exporter"];

/** Installs what is missing and builds what changed: TypeScript, JupyterLab, the labextension, baked pages. */
async function buildAll() {
  await installPackages();
  // By its path: the name `tsc` also belongs to the compiler that tslab brings along.
  await mustSucceed("Compiling TypeScript", ["node_modules/typescript/bin/tsc", "-b", ...projects]);
  // The library ships the model: packages hold nothing that lies outside their folders.
  await buildIfChanged({
    name: "embedded",
    inputs: ["models/generalist"],
    output: "src/embedded/model.onnx",
    build: async () =>
      cpSync(join(root, "models/generalist"), join(root, "src/embedded"), { recursive: true }),
  });
  await buildIfChanged({
    name: "lab-bundle",
    inputs: ["lab/app", "lab/package.json", "package-lock.json"],
    output: "lab/bundle/bundle.json",
    build: () => mustSucceed("Building JupyterLab", ["lab/app/build.mjs"]),
  });
  await buildIfChanged({
    name: "widget-manager",
    inputs: ["lab/app/buildWidgetManager.mjs", "package-lock.json"],
    output: "lab/widgetManager/package.json",
    build: () => mustSucceed("Building Jupyter's widget manager", ["lab/app/buildWidgetManager.mjs"]),
  });
  await buildIfChanged({
    name: "labextension",
    inputs: [
      "widgets/dist",
      "widgets/package.json",
      "src/dist",
      "kernel-ext/dist/widgets",
      "package-lock.json",
    ],
    output: "widgets/labextension/package.json",
    build: () =>
      mustSucceed("Building the views for JupyterLab", [
        "node_modules/@jupyter/builder/lib/build-labextension.js",
        "--core-package-file",
        "node_modules/@jupyterlab/core-meta/core.package.json",
        "widgets",
      ]),
  });
  await buildIfChanged({
    name: "runtime",
    inputs: ["widgets/dist", "widgets/buildRuntime.mjs", "src/dist", "package-lock.json"],
    output: "widgets/runtime/plotly.js.gz",
    build: () => mustSucceed("Building the views for pages of their own", ["widgets/buildRuntime.mjs"]),
  });
}

async function mustSucceed(label, args) {
  const { exitCode, output } = await step(label, args);
  if (/ENOSPC|no space left/i.test(output)) throw Object.assign(new Error(output), { code: "ENOSPC" });
  if (exitCode !== 0) throw new Failure(`${output.trim()}\n\n${label} failed; above is why.`);
}

module.exports = { buildAll };
