"use strict";

const { existsSync, readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const { Failure } = require("./failure.cjs");
const { root, step } = require("./step.cjs");

/** Installs the npm packages when what is installed is not what package-lock.json asks for. */
async function installPackages() {
  if (isInstalled()) return;
  // No package needs its install script: binaries come in the tarballs, and some scripts download from elsewhere.
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { exitCode, output } = await step("Installing npm packages (about a minute)", [npmPath(), ...args]);
  if (exitCode !== 0) throw explain(output);
}

/** npm keeps beside the packages a lock of what it installed, written when it has finished. */
function isInstalled() {
  const wanted = readLock(join(root, "package-lock.json"));
  const installed = readLock(join(root, "node_modules", ".package-lock.json"));
  if (!wanted)
    throw new Failure("The file package-lock.json is missing or broken. Get the whole of Peel again.", 2);
  if (!installed) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional, peer, link }]) => {
    // Bindings for other platforms are rightly absent; workspaces are links.
    if (!path.includes("node_modules/") || link || optional || peer) return true;
    const there = installed[path];
    return there !== undefined && there.version === version && there.integrity === integrity;
  });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** npm's own script: the one that runs us, or the one that came with Node. */
function npmPath() {
  const { npm_execpath: running } = process.env;
  if (running && /npm-cli\.c?js$/.test(running)) return running;
  const nodeDir = dirname(process.execPath);
  const candidates = [
    join(nodeDir, "../lib/node_modules/npm/bin/npm-cli.js"),
    join(nodeDir, "node_modules/npm/bin/npm-cli.js"),
    "/usr/share/nodejs/npm/bin/npm-cli.js",
  ];
  const found = candidates.find(existsSync);
  if (found) return found;
  throw new Failure(
    "npm is not there. It comes with Node.js from https://nodejs.org; then run npm start.",
    2,
  );
}

function explain(output) {
  const tail = output.trim().split("\n").slice(-15).join("\n");
  if (/ENOSPC/.test(output)) {
    return new Failure("The disk is full. Free about 1.5 GB and run the same command again.");
  }
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH/.test(output)) {
    const advice = "Check the network (and npm's proxy settings) and run the same command again.";
    return new Failure(`${tail}\n\nnpm cannot reach its registry. ${advice}`);
  }
  if (/EACCES|EPERM/.test(output)) {
    return new Failure(`${tail}\n\nnpm may not write here. Check who owns this folder and npm's cache.`);
  }
  return new Failure(`${tail}\n\nnpm could not install the packages; above is what it says.`);
}

module.exports = { installPackages };
