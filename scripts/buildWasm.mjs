/**
 * Builds src/wasm/*.wat into src/wasm/bytes.ts. Its output is committed, so that nobody needs the
 * assembler to build the project; a test builds it again and compares.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import initWabt from "wabt";

const folder = new URL("../src/wasm/", import.meta.url);

/** The text of bytes.ts. */
export async function bytesModule() {
  const wabt = await initWabt();
  const sources = readdirSync(folder).filter((file) => file.endsWith(".wat"));
  const constants = sources.sort().map((file) => {
    const module = wabt.parseWat(file, readFileSync(new URL(file, folder), "utf8"), { simd: true });
    const { buffer } = module.toBinary({});
    module.destroy();
    const name = `${file.replace(".wat", "").toUpperCase()}_WASM`;
    return `/** ${file}, ${buffer.length} bytes */\nexport const ${name} =\n  "${Buffer.from(buffer).toString("base64")}";\n`;
  });
  return `// Made by \`npm run build:wasm\`; do not edit.\n\n${constants.join("\n")}`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(new URL("bytes.ts", folder), await bytesModule());
