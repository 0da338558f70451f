"use strict";

const { buildAll } = require("./buildAll.cjs");
const { runMain } = require("./failure.cjs");

runMain(buildAll);
