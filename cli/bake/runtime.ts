import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Json } from "../notebook/notebook.js";
import { scriptJson } from "./escaped.js";

const { resolve } = createRequire(import.meta.url);
const read = (file: string): Buffer => readFileSync(resolve(`@vision-peel/widgets/runtime/${file}`));

/** Code as the content of a script: a tag's end in a string of it would end the element. */
const inScript = (code: string): string =>
  code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");

/** Unpacks a module of the page and runs it. */
const unpackAndRun = `
const packed = document.querySelector("script[data-peel-runtime]").textContent;
const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
const address = URL.createObjectURL(new Blob([await new Response(unpacked).blob()], { type: "text/javascript" }));
await import(address);
URL.revokeObjectURL(address);
`;

const held = (attribute: string, file: string): string =>
  `<script type="text/plain" ${attribute}>${read(file).toString("base64")}</script>`;

/**
 * What a page of views needs once, behind all of them.
 *
 * @param widgets the saved state of Jupyter's widgets that the page shows, if it does: they need a manager
 */
export function runtimeScripts({ widgets }: { readonly widgets?: Json | undefined } = {}): string {
  const plotly = held("data-peel-plotly", "plotly.js.gz");
  if (!widgets) return `${plotly}\n<script type="module">${inScript(read("views.js").toString())}</script>`;
  return [
    plotly,
    `<style>${read("widgets.css").toString().replaceAll("</style", "<\\/style")}</style>`,
    `<script type="application/json" data-peel-widgets>${scriptJson(widgets)}</script>`,
    held("data-peel-runtime", "widgets.js.gz"),
    `<script type="module">${unpackAndRun}</script>`,
  ].join("\n");
}
