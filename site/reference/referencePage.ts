/** A page of reference: every name of an entry, with its signature, words, errors and examples. */
import { clean, escaped, markdownHtml } from "@vision-peel/cli/bake";
import type { Exported } from "./readEntry.js";

const words = (text: string): string => clean(markdownHtml(text));
const code = (text: string): string => words(`\`\`\`ts\n${text}\n\`\`\``);

export function referencePage(entry: string, names: readonly Exported[]): string {
  const shelves = [
    ["Functions and constants", names.filter(({ kind }) => kind === "function" || kind === "constant")],
    ["Classes", names.filter(({ kind }) => kind === "class")],
    ["Types", names.filter(({ kind }) => kind === "interface" || kind === "type")],
  ] as const;
  const list = (of: readonly Exported[]): string =>
    of
      .map(({ name, kind }) => `<a href="#${name}" class="kind-${kind}"><code>${escaped(name)}</code></a>`)
      .join(" ");
  return `<h1><code>${escaped(entry)}</code></h1>
<p>${names.length} names. What a cell imports: <code>import { … } from "${escaped(entry)}"</code>.</p>
${shelves
  .filter(([, of]) => of.length > 0)
  .map(([title, of]) => `<p><strong>${title}</strong><br>${list(of)}</p>`)
  .join("\n")}
${shelves.flatMap(([, of]) => of.map(nameHtml)).join("\n")}`;
}

function nameHtml(one: Exported): string {
  const { name, kind, parameters, returns, throws, examples, members } = one;
  const list = (title: string, items: readonly string[]): string =>
    items.length > 0 ? `<dt>${title}</dt>${items.map((item) => `<dd>${inline(item)}</dd>`).join("")}` : "";
  return `<section class="api" id="${escaped(name)}">
<h3><code>${escaped(name)}</code> <span class="kind">${kind}</span></h3>
${code(one.code)}
${words(one.words)}
<dl>
${list(
  "Takes",
  parameters.map(([parameter, text]) => `\`${parameter}\` ${text}`),
)}
${list("Gives", returns ? [returns] : [])}
${list("Throws", throws)}
</dl>
${members.map((member) => `${code(member.code)}${words(member.words)}`).join("\n")}
${examples.length > 0 ? `<p><strong>Example</strong></p>${examples.map(code).join("")}` : ""}
</section>`;
}

const inline = (text: string): string => words(text).replace(/^<p>|<\/p>\s*$/g, "");
