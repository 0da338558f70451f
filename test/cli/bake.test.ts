/** `peel bake`: what the file says; test/browser/baked.test.ts opens it. */
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { clean } from "../../cli/dist/bake/clean.js";
import { codeHtml } from "../../cli/dist/bake/code.js";
import { markdownHtml } from "../../cli/dist/bake/markdown.js";
import { outputHtml } from "../../cli/dist/bake/output.js";
import { usedWidgets } from "../../cli/dist/bake/widgetStates.js";
import { codeCell, notebookFolder, notebookOf } from "../support/executeNotebook.js";
import { peel } from "./peel.js";

const files = notebookFolder();
afterAll(() => files.remove());

const markdown = (source: string, rest = {}) => ({
  ...codeCell(source),
  cell_type: "markdown",
  outputs: undefined,
  ...rest,
});
const shows = (data: object) =>
  codeCell("x", { outputs: [{ output_type: "display_data", metadata: {}, data }] });

/** What is baked of a notebook's cells. */
function bake(name: string, ...cells: Parameters<typeof notebookOf>) {
  const out = files.at(name);
  const ended = peel(["bake", files.write("from.ipynb", notebookOf(...cells)), "-o", out]);
  return { ...ended, text: ended.code === 0 ? readFileSync(out, "utf8") : "" };
}

describe("what HTML is cleaned of", () => {
  it.each([
    ["<script>alert(1)</script>", ""],
    ["<SCRIPT>alert(1)</SCRIPT>", "alert(1)"],
    ["<img src=x onerror=alert(1)>", '<img src="x" />'],
    ["<a href='javascript:alert(1)'>a</a>", "<a>a</a>"],
    ["<a href=' java\nscript:alert(1)'>a</a>", "<a>a</a>"],
    ["<iframe src='https://example.org'></iframe>", ""],
    ["<form action='https://example.org'><input name='a'></form>", "<input />"],
    ["<svg><script>alert(1)</script><circle r='2' onload='x'/></svg>", '<svg><circle r="2"></circle></svg>'],
    [
      "<svg viewBox='0 0 1 1'><linearGradient id='g'/></svg>",
      '<svg viewBox="0 0 1 1"><linearGradient id="g"></linearGradient></svg>',
    ],
    ["<style>*{display:none}</style>", ""],
    ["<link rel=stylesheet href=//example.org><base href=//example.org><meta http-equiv=refresh>", ""],
    ["<b style='color:red' onclick=x>kept</b>", '<b style="color:red">kept</b>'],
    ["<object data=x></object><embed src=x>", ""],
  ])("%s", (html, cleaned) => {
    expect(clean(html)).toBe(cleaned);
  });
});

it("draws formulas as MathML, leaves dollars of prices alone, and highlights fences", () => {
  expect(clean(markdownHtml("$x^2$"))).toContain("<msup><mi>x</mi><mn>2</mn></msup>");
  expect(clean(markdownHtml("$$\n\\frac{a}{b}\n$$"))).toContain('display="block"');
  expect(markdownHtml("It costs $5 or more")).not.toContain("<math");
  expect(markdownHtml("`$a$`")).not.toContain("<math");
  expect(markdownHtml("```ts\nconst x = 1;\n```")).toContain('class="tok-keyword"');
  expect(markdownHtml("```\n<b>\n```")).toContain("&lt;b&gt;");
  expect(codeHtml('const s = "<&";')).toContain("&quot;&lt;&amp;&quot;");
});

it("shows of several forms the one that JupyterLab shows, and colours of terminals", () => {
  const html = (data: object) => outputHtml({ output_type: "display_data", data, metadata: {} }, () => false);
  expect(html({ "text/plain": "p", "text/html": ["<b>", "h</b>"] })).toBe("<b>h</b>");
  expect(html({ "text/plain": "p", "image/png": "AAAA\n" })).toBe(
    '<img src="data:image/png;base64,AAAA" alt="p">',
  );
  expect(html({ "image/svg+xml": "<svg onload='x'/>" })).toMatch(/^<img src="data:image\/svg\+xml;base64,/);
  expect(html({ "text/plain": "1 < 2" })).toContain("1 &lt; 2");
  expect(html({ "application/x-unknown": 1 })).toBe("");
  const stream = { output_type: "stream", name: "stdout", text: ["\x1b[31mred\x1b[0m <i>"] };
  expect(outputHtml(stream, () => false)).toBe(
    '<pre class="printed "><span class="ansi-red-fg">red</span> &lt;i&gt;</pre>',
  );
});

it("keeps of saved widgets what is shown, what that holds, and what links it", () => {
  const model = (name: string, state: object) => ({ model_name: name, state });
  const saved = {
    state: {
      box: model("HBoxModel", { children: ["IPY_MODEL_a"] }),
      a: model("IntSliderModel", { layout: "IPY_MODEL_l" }),
      l: model("LayoutModel", {}),
      link: model("LinkModel", { source: ["IPY_MODEL_a", "value"], target: ["IPY_MODEL_b", "value"] }),
      b: model("IntSliderModel", {}),
      stray: model("IntSliderModel", {}),
    },
  };
  expect(Object.keys(usedWidgets(saved, ["box"])?.state ?? {}).sort()).toEqual([
    "a",
    "b",
    "box",
    "l",
    "link",
  ]);
  expect(usedWidgets(saved, ["gone"])).toBeUndefined();
});

describe("peel bake", () => {
  it("takes pictures along: attached ones and those beside the notebook, but no other file", () => {
    const pixel =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    writeFileSync(files.at("a dot.png"), Buffer.from(pixel, "base64"));
    writeFileSync(files.at("secret.txt"), "secret");
    const source =
      "![a](attachment:dot.png) ![b](a%20dot.png) ![c](secret.txt) ![d](https://example.org/e.png) ![e](gone.png)";
    const { code, stderr, text } = bake(
      "pictures.html",
      markdown(source, { attachments: { "dot.png": { "image/png": pixel } } }) as never,
    );
    expect(code).toBe(0);
    expect(text.split(`data:image/png;base64,${pixel}`).length - 1).toBe(2);
    expect(text).not.toContain(Buffer.from("secret").toString("base64"));
    expect(stderr.match(/^Warning: .*/gm)).toEqual([
      "Warning: A picture cannot be taken along: secret.txt is no picture that pages show",
      "Warning: A picture stays where it is and will not show offline: https://example.org/e.png",
      expect.stringMatching(/^Warning: A picture cannot be taken along: ENOENT/),
    ]);
  });

  it("is small without views, names the page by its first heading, and folds what is folded", () => {
    const { text, stderr } = bake(
      "plain.html",
      markdown("# A *fine* <title>") as never,
      codeCell("1 < 2", {
        execution_count: 3,
        metadata: { jupyter: { source_hidden: true } },
        outputs: [
          { output_type: "stream", name: "stdout", text: "a" },
          { output_type: "stream", name: "stdout", text: ["b\n"] },
        ],
      }),
    );
    expect(text).toContain("<title>A fine &lt;title&gt;</title>");
    expect(text).toMatch(/<details><summary>Code<\/summary>.*tok-/);
    expect(text).toContain(">ab\n</pre>");
    expect(text).not.toContain("<script");
    expect(stderr).toContain("0 views, 0.0 MB");
  });

  it("draws figures of others, too", () => {
    const figure = { data: [{ y: [1, 2] }], layout: { title: "</script><script>alert(1)</script>" } };
    const { text, stderr } = bake(
      "figure.html",
      shows({ "application/vnd.plotly.v1+json": figure, "text/plain": "f" }),
    );
    expect(stderr).toContain("1 view,");
    expect(text).toContain("data-peel-plotly");
    expect(text).not.toContain("<script>alert(1)");
  });

  it("refuses what it cannot do, in one sentence, and writes nothing", () => {
    const path = files.write("from.ipynb", notebookOf("1"));
    const refused = (...args: string[]) => {
      const { code, stderr } = peel(["bake", ...args]);
      expect(code).toBe(2);
      return stderr.trim();
    };
    expect(refused()).toMatch(/^One NOTEBOOK should be named, got 0\. peel bake --help/);
    expect(refused(path, "-o", files.at("out.pdf"))).toMatch(/^-o should end in \.html or \.ipynb/);
    expect(refused(path, "-o", path)).toMatch(/^-o names NOTEBOOK itself/);
    expect(refused(files.at("none.ipynb"))).toMatch(/cannot be read/);
    expect(refused(path, "-o", files.at("no/where.html"))).toMatch(/does not exist/);
    expect(refused(path, "--fold")).toMatch(/--fold/);
    const { code, stderr } = peel(["bake", path]);
    expect(code).toBe(0);
    expect(stderr).toContain("Warning: The notebook has no outputs. Run it first");
  });
});
