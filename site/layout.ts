/** The frame of every page: contents at the left, the page, what comes before and after. */
import { escaped, pageStyle } from "@vision-peel/cli/bake";
import { wayTo } from "./addresses.js";

/** A page as the contents know it. */
export interface Listed {
  readonly title: string;
  readonly address: string;
}
export interface ListedChapter {
  readonly title: string;
  readonly pages: readonly Listed[];
}

const style = /* css */ `
.site { display: grid; grid-template-columns: minmax(210px, 270px) minmax(0, 1fr); min-height: 100vh; }
.site > nav { border-right: 1px solid var(--line); padding: 20px; font-size: 14px; position: sticky; top: 0; height: 100vh; overflow-y: auto; }
.site > nav h2 { font-size: 13px; margin: 18px 0 4px; color: var(--muted); }
.site > nav ul { list-style: none; margin: 0; padding: 0; }
.site > nav a { display: block; padding: 2px 8px; border-radius: 4px; text-decoration: none; color: var(--text); }
.site > nav a:hover { background: var(--raised); }
.site > nav a[aria-current] { background: var(--raised); color: var(--link); font-weight: 600; }
#chapters > summary { display: none; }
.site > nav > a { font-size: 18px; font-weight: 700; padding: 0; }
.site input[type=search] { width: 100%; margin-top: 12px; padding: 6px 8px; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; }
.site main { width: 100%; padding: 12px 32px 80px; } .site main > h1:first-child { margin-top: 0.6em; }
.site h1 code { font-size: 1em; background: none; padding: 0; }
.site iframe { width: 100%; height: 760px; border: 1px solid var(--line); border-radius: 8px; }
.site .turn { display: flex; justify-content: space-between; gap: 20px; margin-top: 48px; border-top: 1px solid var(--line); padding-top: 16px; }
.api { border-top: 1px solid var(--line); padding-top: 12px; margin-top: 28px; }
.api h3 { margin: 0 0 6px; } .api h3 code { font-size: 16px; background: none; padding: 0; }
.api .kind { color: var(--muted); font-size: 13px; font-weight: 400; }
.api dl { margin: 8px 0; } .api dt { font-weight: 600; } .api dd { margin: 0 0 6px 20px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; background: var(--ground); padding: 8px; z-index: 1; }
table { display: block; overflow-x: auto; }
@media (max-width: 800px) {
  .site { display: block; } .site > nav { position: static; height: auto; border: 0; border-bottom: 1px solid var(--line); }
  #chapters { margin-top: 10px; } #chapters > summary { display: block; }
}
@media print { .site > nav, .turn { display: none; } .site { display: block; } }
`;

/** Names that are searched for, loaded when somebody begins to. */
const search = (root: string): string => `
const field = document.querySelector("nav input[type=search]"), list = document.querySelector("#found");
const chapters = document.querySelector("#chapters");
if (matchMedia("(max-width: 800px)").matches) chapters.open = false;
let names;
field.addEventListener("input", async () => {
  names ??= (await import("${root}names.js")).default;
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const found = words.length ? names.filter(([text]) => words.every((word) => text.toLowerCase().includes(word))).slice(0, 40) : [];
  chapters.hidden = words.length > 0;
  list.replaceChildren(...found.map(([text, address]) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = "${root}" + address; link.textContent = text; item.append(link); return item;
  }));
  if (words.length && !found.length) list.textContent = "Nothing of this name";
});
`;

/** A whole page of the site. */
export function layout(
  address: string,
  title: string,
  html: string,
  chapters: readonly ListedChapter[],
): string {
  const all = chapters.flatMap(({ pages }) => pages);
  const at = all.findIndex((page) => page.address === address);
  const link = ({ title: name, address: to }: Listed): string =>
    `<a href="${wayTo(address, to)}"${to === address ? ' aria-current="page"' : ""}>${escaped(name)}</a>`;
  const turn = [all[at - 1], all[at + 1]].map((page, i) =>
    at >= 0 && page
      ? `<span>${i === 0 ? "← " : ""}${link(page)}${i === 1 ? " →" : ""}</span>`
      : "<span></span>",
  );
  const root = wayTo(address, "x").replace(/x$/, "") || "./";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}${title === "Peel" ? "" : " · Peel"}</title>
<style>${pageStyle}${style}</style>
</head>
<body>
<a class="skip" href="#page">To the page</a>
<div class="site">
<nav aria-label="Contents">
<a href="${root}index.html">Peel</a>
<input type="search" placeholder="Search" aria-label="Search pages and names">
<ul id="found" aria-live="polite"></ul>
<details id="chapters" open><summary>Contents</summary>
${chapters.map(({ title: name, pages }) => `<h2>${escaped(name)}</h2><ul>${pages.map((page) => `<li>${link(page)}</li>`).join("")}</ul>`).join("\n")}
</details>
</nav>
<main id="page">
${html.replaceAll('<pre class="code">', '<pre class="code" tabindex="0">')}
<div class="turn">${turn.join("")}</div>
</main>
</div>
<script type="module">${search(root)}</script>
</body>
</html>
`;
}
