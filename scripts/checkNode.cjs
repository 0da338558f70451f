// What an old Node must still be able to parse: it is what tells people that theirs is too old.
"use strict";

var version = process.versions.node;
var major = Number(version.split(".")[0]);
var minor = Number(version.split(".")[1]);
// Cells are CommonJS and the packages ESM: both lines can require one from the other since these versions.
var isNewEnough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
// biome-ignore lint/style/useTemplate: Node 0.12 knows no templates
var needs = "Peel needs Node.js 20.19 or newer (22.12 in the line 22), but this is " + version + ". ";
var remedy = "Install a current one from https://nodejs.org and run the same command again.\n";

if (!isNewEnough) {
  process.stderr.write(needs + remedy);
  process.exit(2);
}
