"use strict";

const { createHash } = require("node:crypto");
const { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { root } = require("./step.cjs");

/**
 * Runs a build unless its inputs are, byte for byte, those of the last time and its output is there.
 * A stamp is written after the build, so that an interrupted build runs again.
 *
 * @param {{ name: string, inputs: string[], output: string, build: () => Promise<void> }} spec
 *   inputs are files and folders, the output is a file; relative to the root
 */
async function buildIfChanged({ name, inputs, output, build }) {
  const stampPath = join(root, "node_modules", ".cache", "peel", `${name}.stamp`);
  const stamp = hashOf(inputs);
  if (existsSync(join(root, output)) && existsSync(stampPath) && readFileSync(stampPath, "utf8") === stamp)
    return;
  rmSync(stampPath, { force: true });
  await build();
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, stamp);
}

function hashOf(inputs) {
  const hash = createHash("sha256").update(process.version);
  for (const path of inputs.flatMap(filesIn)) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

/** The files under a path, in a stable order. What only describes a build does not change it. */
function filesIn(path) {
  const entries = readdirSync(dirname(join(root, path)), { withFileTypes: true });
  const self = entries.find(({ name }) => join(dirname(path), name) === join(path));
  if (!self) return [];
  if (!self.isDirectory()) return /\.(map|tsbuildinfo|d\.ts)$/.test(path) ? [] : [path];
  return readdirSync(join(root, path))
    .filter((name) => name !== "node_modules")
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

module.exports = { buildIfChanged };
