/** What values look like, in a real kernel: tables, matrices, pictures, charts, data frames. */
import type { KernelClient } from "@vision-peel/kernel/client";
import type { Json } from "@vision-peel/kernel/wire";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contentsOf, nextMessage, startKernel } from "./kernel.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel();
});
afterAll(() => kernel.shutdown());

/** The bundle that a cell's last expression is shown as. */
async function shown(code: string): Promise<Json> {
  const { reply, published } = await kernel.execute(code);
  expect(reply.content.evalue).toBeUndefined();
  return contentsOf(published, "execute_result")[0].data;
}

const onePixelPng =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

describe("display and tags", () => {
  it("shows everything before the cell ends, also without an await, and nothing of its promise", async () => {
    const { published } = await kernel.execute(
      `import { display, html, md, progress } from "@vision-peel/kernel"; display("a", 1, { x: 1 }, null, [1, 2])`,
    );
    const texts = contentsOf(published, "display_data").map(({ data }) => data["text/plain"]);
    expect(texts).toEqual(["'a'", "1", "{ x: 1 }", "null", "[ 1, 2 ]"]);
    expect(contentsOf(published, "execute_result")).toEqual([]);
    expect(contentsOf((await kernel.execute("display()")).published, "execute_result")).toEqual([]);
    const failing = "display({ [Symbol.for('Jupyter.display')]() { throw new Error('bad') } })";
    expect((await kernel.execute(failing)).reply.content).toMatchObject({ status: "error", evalue: "bad" });
    const handle = await shown(
      "const handle = await display(1); await handle.update(2); handle.displayId.length",
    );
    expect(handle["text/plain"]).toBe("36");
  });

  it("stands in the order of the calls, without an await, however long a value takes, and before the cell ends", async () => {
    const { published } = await kernel.execute(
      `const slow = (text: string, ms: number) => ({ [Symbol.for("Jupyter.display")]: () => new Promise((done) => setTimeout(done, ms, { "text/plain": text })) });
display("first"); console.log("second"); display(slow("third", 30)); display("fourth"); display(slow("fifth", 5), "sixth"); "last"`,
    );
    const texts = published.flatMap(({ content }) => content.text ?? content.data?.["text/plain"] ?? []);
    expect(texts).toEqual(["'first'", "second\n", "third", "'fourth'", "fifth", "'sixth'", "'last'"]);
  });

  it("lets what a value shows while it is drawn go first, and what fails be passed over", async () => {
    const { published } = await kernel.execute(
      `display({ async [Symbol.for("Jupyter.display")]() { await null; await display("inner"); return { "text/plain": "outer" } } });
display({ async [Symbol.for("Jupyter.display")]() { await null; throw new Error("cannot be drawn") } }).catch(() => {});
display("after");`,
    );
    const texts = contentsOf(published, "display_data").map(({ data }) => data["text/plain"]);
    expect(texts).toEqual(["'inner'", "outer", "'after'"]);
  });

  it("updates in the order of the calls", async () => {
    const { published } = await kernel.execute(
      `const handle = await display("0"); const late = (text: string) => ({ [Symbol.for("Jupyter.display")]: () => new Promise((done) => setTimeout(done, 10, { "text/plain": text })) });
handle.update(late("1")); handle.update("2");`,
    );
    const texts = contentsOf(published, "update_display_data").map(({ data }) => data["text/plain"]);
    expect(texts).toEqual(["1", "'2'"]);
  });

  it("can be interrupted while a value is not drawn, and the next cell runs", async () => {
    const printed = nextMessage(kernel, ({ content }) => content.text?.includes("waiting"));
    const running = kernel.execute(
      "display({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) }); console.log('waiting');",
    );
    await printed;
    await kernel.interrupt();
    expect((await running).reply.content.ename).toBe("KeyboardInterrupt");
    expect((await shown("display('next'); 1"))["text/plain"]).toBe("1");
  });

  it.each([
    ["html`<p>${Promise.resolve(1)}</p>`", "class Promise. Await it first."],
    ["md`${{ a: 1 }}`", "class Object. Show it by display, or put its properties in."],
  ])("%s has no text, and is told", async (code, reason) => {
    const { reply } = await kernel.execute(code);
    expect(reply.content.evalue).toContain(reason);
  });

  it("escapes text, and takes the words of what looks like an object", async () => {
    const data = await shown("html`${'<b>'} ${'[object Object]'} ${html`<i>${0}</i>`} ${[1, null]}`");
    expect(data["text/html"]).toBe("&lt;b&gt; [object Object] <i>0</i> 1");
  });

  it("counts the letters of a text, too", async () => {
    const { published } = await kernel.execute('for (const letter of progress("abc")) letter;');
    expect(contentsOf(published, "update_display_data").at(-1)?.data["text/plain"]).toContain(
      "100 %, 3 of 3",
    );
  });
});

it("shows the text of a proxy that throws for every name", async () => {
  const trap = "() => { throw new Error('trap') }";
  const cell = `new Proxy({ inside: 1 }, { get: ${trap}, has: ${trap}, ownKeys: ${trap}, getPrototypeOf: ${trap} })`;
  expect((await shown(cell))["text/plain"]).toBe("{ inside: 1 }");
});

describe("tables", () => {
  it("shows records with headers for eyes and screen readers, escaped, and their text", async () => {
    const data = await shown(`[{ name: "<b>", metres: 1.5 }, { name: "b", extra: [1] }]`);
    expect(data["text/html"]).toContain(
      '<th scope="col">name</th><th scope="col">metres</th><th scope="col">extra</th>',
    );
    expect(data["text/html"]).toContain('<th scope="row">1</th>');
    expect(data["text/html"]).toContain("&lt;b&gt;");
    expect(data["text/html"]).not.toContain("<b>");
    expect(data["text/plain"]).toContain("metres: 1.5");
  });

  it("escapes the names of columns", async () => {
    const data = await shown(`[{ "<img src=x onerror=alert(1)>": 1 }]`);
    expect(data["text/html"]).not.toContain("<img");
  });

  it("counts the rows and columns that it leaves out", async () => {
    const data = await shown("Array.from({ length: 5200 }, (_, i) => ({ i }))");
    expect(data["text/html"]).toContain("<p>… 5,000 more rows</p>");
    expect(data["text/html"].match(/<tr>/g)).toHaveLength(201);
    const wide = await shown("[0, 1].map(() => new Float32Array(51))");
    expect(wide["text/html"]).toContain("<p>… 1 more column</p>");
  });

  it("shows arrays of arrays and of typed arrays, and leaves lists and deeper arrays as text", async () => {
    expect((await shown("[[1, 'two'], [3]]"))["text/html"]).toContain(
      '<tr><th scope="row">0</th><td style="text-align: right">1</td><td style="text-align: left">two</td></tr>',
    );
    expect((await shown("[Float32Array.of(0.5), Float32Array.of(2)]"))["text/html"]).toContain(">0.5</td>");
    for (const code of ["[1, 2]", "[[[1]], [[2]]]", "[[]]", "[]", "Float32Array.of(1)"])
      expect(Object.keys(await shown(code))).toEqual(["text/plain"]);
  });
});

describe("values of mathjs", () => {
  it("shows matrices as tables", async () => {
    const data = await shown(
      "import * as math from 'mathjs'; math.matrix([[1, 2], [3, math.complex(0, 1)]])",
    );
    expect(data["text/plain"]).toBe("DenseMatrix 2 × 2 [[1, 2], [3, i]]");
    expect(data["text/html"]).toContain(
      '<td style="text-align: right">3</td><td style="text-align: left">i</td>',
    );
  });

  it("reads of a sparse matrix only what it shows", async () => {
    const data = await shown("math.sparse([[1]]).resize([1e6, 1e5])");
    expect(data["text/plain"]).toBe("SparseMatrix 1000000 × 100000");
    expect(data["text/html"]).toContain("… 999,800 more rows, … 99,950 more columns");
  });

  it.each([
    ["math.unit(5, 'cm')", "5 cm"],
    ["math.fraction(1, 3)", "0.(3)"],
    ["math.complex(2, 3)", "2 + 3i"],
    ["math.bignumber('0.1')", "0.1"],
  ])("shows %s as its text", async (code, text) => {
    expect(await shown(code)).toEqual({ "text/plain": text });
  });

  it("shows units in tables, and expressions as formulas", async () => {
    expect((await shown("[{ size: math.unit(5, 'cm') }]"))["text/html"]).toContain(">5 cm</td>");
    const formula = await shown("math.parse('sqrt(x) / 2')");
    expect(formula["text/plain"]).toBe("sqrt(x) / 2");
    expect(formula["text/latex"]).toContain("\\sqrt{");
  });
});

describe("pictures", () => {
  it.each([
    ["png", "image/png"],
    ["jpeg", "image/jpeg"],
    ["gif", "image/gif"],
    ["webp", "image/webp"],
  ])("knows the bytes of a %s", async (format, mime) => {
    const data = await shown(
      `import sharp from "sharp"; await sharp({ create: { width: 2, height: 2, channels: 3, background: "red" } }).${format}().toBuffer()`,
    );
    expect(Buffer.from(data[mime], "base64").length).toBeGreaterThan(20);
  });

  it("does not take other bytes for a picture", async () => {
    expect(Object.keys(await shown("Uint8Array.of(0xff, 0xd8)"))).toEqual(["text/plain"]);
    expect(Object.keys(await shown("new TextEncoder().encode('RIFF....WAVE')"))).toEqual(["text/plain"]);
  });

  it("draws SVG text, SVG and HTML elements, and Blobs", async () => {
    expect((await shown("'<svg viewBox=\"0 0 1 1\"><g/></svg>'"))["image/svg+xml"]).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g/></svg>',
    );
    expect(Object.keys(await shown("'<svg is how it begins'"))).toEqual(["text/plain"]);
    expect(
      (await shown("({ outerHTML: '<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>' })"))["image/svg+xml"],
    ).toMatch(/^<svg/);
    expect((await shown("({ outerHTML: '<i>x</i>' })"))["text/html"]).toBe("<i>x</i>");
    const blob = await shown(`new Blob([Buffer.from("${onePixelPng}", "base64")], { type: "image/png" })`);
    expect(blob["image/png"]).toBe(onePixelPng);
  });

  it.each([
    // node-canvas and @napi-rs/canvas
    ["toDataURL", `toDataURL(mime: string) { return "data:" + mime + ";base64,${onePixelPng}" }`],
    // skia-canvas
    ["async toDataURL", `async toDataURL() { return "data:image/png;base64,${onePixelPng}" }`],
    [
      "encode",
      `async encode(kind: string) { return kind === "png" ? Buffer.from("${onePixelPng}", "base64") : undefined }`,
    ],
    [
      "toBuffer",
      `toBuffer(mime: string) { return mime === "image/png" ? Buffer.from("${onePixelPng}", "base64") : undefined }`,
    ],
  ])("shows a canvas by %s", async (_, method) => {
    const data = await shown(`class Canvas { getContext() { return {} } ${method} }; new Canvas()`);
    expect(data["image/png"]).toBe(onePixelPng);
  });
});

describe("charts and data frames", () => {
  it("shows vega and vega-lite, by schema and by toSpec", async () => {
    const lite = "https://vega.github.io/schema/vega-lite/v5.json";
    const spec = `{ $schema: "${lite}", mark: "bar" }`;
    const mime = "application/vnd.vegalite.v5+json";
    expect((await shown(`(${spec})`))[mime]).toEqual({ $schema: lite, mark: "bar" });
    expect((await shown(`({ toSpec: () => (${spec}) })`))[mime]).toEqual({ $schema: lite, mark: "bar" });
    expect((await shown(`({ toSpec: () => ({ mark: "bar" }) })`))[mime]).toEqual({ mark: "bar" });
    const vega = await shown(`({ $schema: "https://vega.github.io/schema/vega/v6.json" })`);
    expect(vega["application/vnd.vega.v6+json"]).toBeDefined();
    expect(Object.keys(await shown(`({ $schema: "https://json-schema.org/draft" })`))).toEqual([
      "text/plain",
    ]);
  });

  const rows = "Array.from({ length: 300 }, (_, i) => ({ id: i, name: 'row ' + i }))";
  it.each([
    [
      "arquero",
      `class ColumnTable { objects({ limit }: { limit: number }) { return ${rows}.slice(0, limit) } numRows() { return 300 } columnNames() { return ["id", "name"] } toHTML() { return "<table/>" } }; new ColumnTable()`,
    ],
    [
      "polars",
      `class Frame { constructor(readonly height: number) {} columns = ["id", "name"]; head(n: number) { return new Frame(n) } toRecords() { return ${rows}.slice(0, this.height) } }; new Frame(300)`,
    ],
    [
      "danfo",
      `class DataFrame { columns = ["id", "name"]; shape = [300, 2]; values = ${rows}.map((row) => Object.values(row)) }; new DataFrame()`,
    ],
    [
      "arrow",
      `class Table { numRows = 300; schema = { fields: [{ name: "id" }, { name: "name" }] }; get(i: number) { return ${rows}[i] } }; new Table()`,
    ],
  ])("shows what behaves as a data frame of %s does", async (_, code) => {
    const html = (await shown(code))["text/html"];
    expect(html).toContain('<th scope="col">id</th><th scope="col">name</th>');
    expect(html).toContain(
      '<th scope="row">199</th><td style="text-align: right">199</td><td style="text-align: left">row 199</td>',
    );
    expect(html).toContain("… 100 more rows");
  });
});

describe("conventions of others", () => {
  it("asks _repr_mimebundle_, _repr_html_ and toHTML", async () => {
    expect(
      await shown(`({ _repr_mimebundle_: () => [{ "text/html": "<i/>", "text/plain": "i" }, {}] })`),
    ).toEqual({
      "text/html": "<i/>",
      "text/plain": "i",
    });
    expect((await shown("({ _repr_html_: async () => '<u/>' })"))["text/html"]).toBe("<u/>");
    expect((await shown("({ toHTML: () => '<s/>' })"))["text/html"]).toBe("<s/>");
  });

  it("is not misled by proxies, or by methods that throw or answer something else", async () => {
    for (const code of [
      "new Proxy({}, { get: () => () => 'anything' })",
      "({ toHTML() { throw new Error('no') } })",
      "({ toDataURL: () => 5, toHTML: () => 5, outerHTML: 5, columns: [], values: 3 })",
      "({ get toDataURL() { throw new Error('no') } })",
    ])
      expect(Object.keys(await shown(code))).toEqual(["text/plain"]);
  });
});
