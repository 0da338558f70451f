"use strict";

const { buildAll } = require("./buildAll.cjs");
const { runMain } = require("./failure.cjs");
const { root } = require("./step.cjs");

const firstTutorial = "notebooks/tutorials/01-first-light.ipynb";

/** Options of `peel lab` that are followed by their value. */
const withValue = new Set(["--port", "--host", "--allow-host", "--base-url", "--cull-idle"]);

runMain(async () => {
  await buildAll();
  const args = process.argv.slice(2);
  const namesNotebook = args.some((arg, i) => !arg.startsWith("-") && !withValue.has(args[i - 1]));
  process.chdir(root);
  process.argv.splice(2, args.length, "lab", ...(namesNotebook ? [] : [firstTutorial]), ...args);
  // In this very process, so that a signal reaches the server whoever sends it.
  await import("../../cli/bin/peel.mjs");
});
