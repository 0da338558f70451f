"use strict";

/** A failure that people can mend: its message is all they get to see. */
class Failure extends Error {
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs a command's main function; ends the process with the right code and a plain sentence if it fails. */
function runMain(main) {
  main().catch((error) => {
    const known = error instanceof Failure;
    const full =
      error.code === "ENOSPC" ? "The disk is full. Free some space and run the same command again." : "";
    process.stderr.write(`\n${full || (known ? error.message : error.stack)}\n`);
    process.exit(known ? error.exitCode : 1);
  });
}

module.exports = { Failure, runMain };
