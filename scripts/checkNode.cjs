// What an old Node must still be able to parse: it is what tells people that theirs is too old.
"use strict";

var parts = process.versions.node.split(".").map(Number);
var major = parts[0];
var minor = parts[1];
// Cells are CommonJS and the packages ESM: both lines can require one from the other since these versions.
var isNewEnough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

if (!isNewEnough) {
  process.stderr.write(
    "Peel needs Node.js 20.19 or newer (22.12 in the line 22), but this is " +
      process.versions.node +
      ". Install a current one from https://nodejs.org and run the same command again.\n",
  );
  process.exit(2);
}
