"use strict";

const { buildAll } = require("./buildAll.cjs");
const { runMain } = require("./failure.cjs");
const { root } = require("./step.cjs");

runMain(async () => {
  await buildAll();
  process.chdir(root);
  await import("../../site/dist/main.js");
});
