import { readFileSync } from "node:fs";
import { type Json, protocolVersion } from "./wire/message.js";

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

export const kernelInfo: Json = {
  status: "ok",
  protocol_version: protocolVersion,
  implementation: "peel",
  implementation_version: version,
  language_info: {
    name: "typescript",
    version: JSON.parse(readFileSync(new URL(import.meta.resolve("typescript/package.json")), "utf8"))
      .version,
    mimetype: "text/typescript",
    file_extension: ".ts",
    // A name that JupyterLab knows; with a media type as name its cells stay uncoloured.
    codemirror_mode: "typescript",
    pygments_lexer: "typescript",
    nbconvert_exporter: "script",
  },
  banner: `Peel ${version}: TypeScript with widgets, on Node ${process.version}`,
  help_links: [
    { text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/handbook/" },
    { text: "Node.js", url: `https://nodejs.org/docs/latest-v${process.versions.node.split(".")[0]}.x/api/` },
  ],
  debugger: false,
  supported_features: ["kernel subshells"],
};
