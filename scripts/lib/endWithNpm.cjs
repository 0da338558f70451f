"use strict";

const { readFileSync } = require("node:fs");

/**
 * Ends this process in order (SIGTERM) when the npm that runs it is gone. A signal to npm alone ends npm
 * and at most the shell between it and us, so that nobody would be left to stop the server.
 */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const npm = npmAbove(shell);
  const watch = setInterval(() => {
    if (process.ppid === shell && (npm === undefined || isAlive(npm))) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}

/** The parent of a process if it is npm, as far as the system tells (Linux). */
function npmAbove(pid) {
  try {
    // The name in parentheses may hold anything, so count from its end: state, then the parent.
    const parent = Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ")[1]);
    return /\bnpm\b/.test(readFileSync(`/proc/${parent}/cmdline`, "utf8")) ? parent : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

module.exports = { endWithNpm };
