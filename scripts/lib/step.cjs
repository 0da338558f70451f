"use strict";

const { spawn } = require("node:child_process");

const root = require("node:path").resolve(__dirname, "../..");

/**
 * Runs one step and shows that it is alive: the seconds in a terminal, a line now and then elsewhere.
 * Everything goes to stderr; stdout belongs to the command itself.
 *
 * @param {string} label what people read while they wait
 * @param {string[]} args of this very Node
 * @returns {Promise<{ exitCode: number, output: string }>} output is what the step wrote
 */
function step(label, args) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const isTerminal = process.stderr.isTTY;
  process.stderr.write(isTerminal ? label : `${label} …\n`);
  const timer = setInterval(
    () => process.stderr.write(isTerminal ? `\r${label} … ${seconds()} s` : `  ${seconds()} s\n`),
    isTerminal ? 1000 : 15_000,
  );
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => {
      clearInterval(timer);
      if (isTerminal) process.stderr.write(`\r${label} … ${seconds()} s\n`);
      resolve({ exitCode: code ?? 1, output });
    });
  });
}

module.exports = { root, step };
