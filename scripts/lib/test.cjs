"use strict";

const { spawn } = require("node:child_process");
const { buildAll } = require("./buildAll.cjs");
const { runMain } = require("./failure.cjs");
const { root } = require("./step.cjs");

runMain(async () => {
  await buildAll();
  const args = ["node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  child.once("exit", (code) => process.exit(code ?? 1));
});
