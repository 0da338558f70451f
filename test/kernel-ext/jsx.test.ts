/** JSX in cells, with what the kernel brings and with a library that the folder's tsconfig.json names. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, emptyFolder, resultOf, startKernel } from "./kernel.js";

const folder = emptyFolder();
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel({ cwd: folder });
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

async function htmlOf(cell: string): Promise<string> {
  const { reply, published } = await kernel.execute(cell);
  expect(reply.content.traceback?.join("\n")).toBeUndefined();
  return contentsOf(published, "execute_result")[0].data["text/html"];
}

it.each([
  ["<b>bold</b>", "<b>bold</b>"],
  ["<br/>", "<br>"],
  ["<>a<i>b</i>{1}{null}{false}{'<&>'}</>", "a<i>b</i>1&lt;&amp;&gt;"],
  ["<p class='x' id=\"a&quot;b\" hidden title={undefined}>t</p>", '<p class="x" id="a&quot;b" hidden>t</p>'],
  [
    "<p className='x' style={{ fontSize: '2em', '--gap': 3 }}/>",
    '<p class="x" style="font-size: 2em; --gap: 3"></p>',
  ],
  ["<ul>{[1, 2].map((n) => <li key={n}>{n}</li>)}</ul>", "<ul><li>1</li><li>2</li></ul>"],
  [
    "<svg viewBox='0 0 2 2'><circle r={1} clipPath='none'/></svg>",
    '<svg viewBox="0 0 2 2"><circle r="1" clipPath="none"></circle></svg>',
  ],
  ["<style>{'a > b { color: red } </style>'}</style>", "<style>a > b { color: red } <\\/style></style>"],
  ["<my-element answer={42}/>", '<my-element answer="42"></my-element>'],
  ["const id = <T,>(x: T) => x; <b>{id(3)}</b>", "<b>3</b>"],
  ["<b>{await Promise.resolve('later')}</b>", "<b>later</b>"],
])("%s", async (cell, html) => {
  expect(await htmlOf(cell)).toBe(html);
});

it("knows components, of earlier cells too, with typed properties", async () => {
  await kernel.execute(
    "const Row = ({ name, metres }: { name: string; metres: number }) => <tr><td>{name}</td><td>{metres}</td></tr>;\nconst Box = { Inner: ({ children }: { children?: unknown }) => <i>{children as string}</i> };\nconst word = 'near'",
  );
  expect(await htmlOf("<table><Row name={word} metres={1.5}/></table>")).toBe(
    "<table><tr><td>near</td><td>1.5</td></tr></table>",
  );
  expect(await htmlOf("<Box.Inner>x</Box.Inner>")).toBe("<i>x</i>");
  const wrong = await kernel.execute("<Row name={1} metres={2}/>");
  expect(wrong.reply.content.traceback[0]).toMatch(
    /^1:6 - TS2322: Type 'number' is not assignable to type 'string'/,
  );
  expect((await kernel.execute("<tabel/>")).reply.content.evalue).toContain("TS2339");
});

it("shows asynchronous components, and what shows itself in a notebook", async () => {
  await kernel.execute(
    "import { html, svg } from '@vision-peel/kernel';\nasync function Late({ text }: { text: string }) { await null; return <u>{text}</u> }",
  );
  expect(await htmlOf("<p><Late text='soon'/>{html`<b>raw</b>`}</p>")).toBe("<p><u>soon</u><b>raw</b></p>");
  expect(
    await htmlOf(
      "<p>{{ [Symbol.for('Jupyter.display')]: () => ({ 'image/png': new Uint8Array([1, 2, 3]) }) } as never}</p>",
    ),
  ).toBe('<p><img src="data:image/png;base64,AQID"></p>');
});

it("refuses what HTML cannot do", async () => {
  const { reply } = await kernel.execute("<button onClick={() => 1}>x</button>");
  expect(reply.content.evalue).toContain("use a widget such as Button");
});

it("leaves old assertions and generic functions of cells without JSX alone", async () => {
  expect(resultOf(await kernel.execute("const f = <T>(x: T) => x; f(<any>1)"))).toBe("1");
});

describe("another library", () => {
  it("named by the folder's tsconfig.json is used, from the next cell on", async () => {
    const library = join(folder, "node_modules", "tiny-jsx");
    mkdirSync(library, { recursive: true });
    writeFileSync(
      join(library, "package.json"),
      JSON.stringify({
        name: "tiny-jsx",
        exports: { "./jsx-runtime": { types: "./r.d.ts", default: "./r.js" } },
      }),
    );
    writeFileSync(
      join(library, "r.js"),
      "exports.jsx = exports.jsxs = (type, props) => ({ tiny: type, ...props });",
    );
    writeFileSync(
      join(library, "r.d.ts"),
      "export function jsx(type: string, props: object): unknown; export { jsx as jsxs };\nexport namespace JSX { type Element = { tiny: string }; interface IntrinsicElements { leaf: { size: number } } }",
    );
    writeFileSync(
      join(folder, "tsconfig.json"),
      '{ "compilerOptions": { "jsx": "react-jsx", "jsxImportSource": "tiny-jsx" } }',
    );
    expect(resultOf(await kernel.execute("<leaf size={2}/>"))).toBe("{ tiny: 'leaf', size: 2 }");
    expect((await kernel.execute("<leaf size='x'/>")).reply.content.evalue).toContain("TS2322");
  });

  it("may be a factory of the notebook's own", async () => {
    writeFileSync(
      join(folder, "tsconfig.json"),
      '{ "compilerOptions": { "jsx": "react", "jsxFactory": "h", "strict": false } }',
    );
    await kernel.execute(
      "function h(type: string, props: object | null, ...children: unknown[]) { return [type, props, ...children] }\ndeclare global { namespace JSX { interface IntrinsicElements { [tag: string]: object } } }",
    );
    expect(resultOf(await kernel.execute("<a x={1}>t</a>"))).toBe("[ 'a', { x: 1 }, 't' ]");
  });
});
