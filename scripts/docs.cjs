// Old versions of Node must be able to parse this file; see checkNode.cjs.
"use strict";

require("./checkNode.cjs");
require("./lib/docs.cjs");
