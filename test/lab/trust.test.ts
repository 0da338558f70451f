import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLab, type TestLab } from "../support/lab.js";

let lab: TestLab;
beforeAll(async () => {
  lab = await startTestLab();
});
afterAll(() => lab.close());

/** A notebook whose one output would run a script. */
function notebook(cellMetadata: object, html = "<script>window.harmed = true</script>") {
  const output = { output_type: "display_data", data: { "text/html": html }, metadata: {} };
  const cell = {
    cell_type: "code",
    id: "a",
    metadata: cellMetadata,
    execution_count: 1,
    outputs: [output],
    source: "",
  };
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] };
}

async function save(path: string, content: object): Promise<void> {
  await lab.json(`/api/contents/${path}`, {
    method: "PUT",
    body: JSON.stringify({ type: "notebook", content }),
  });
}

async function isTrusted(path: string): Promise<boolean | undefined> {
  const { content } = await lab.json<{ content: ReturnType<typeof notebook> }>(`/api/contents/${path}`);
  return (content.cells[0].metadata as { trusted?: boolean }).trusted;
}

const onDisk = (path: string) => readFileSync(join(lab.root, path), "utf8");

describe("trust", () => {
  it("is not believed of a foreign file", async () => {
    writeFileSync(join(lab.root, "foreign.ipynb"), JSON.stringify(notebook({ trusted: true })));
    expect(await isTrusted("foreign.ipynb")).toBe(false);
  });

  it("is kept for what was made here, over save and reload, and is not in the file", async () => {
    await save("own.ipynb", notebook({ trusted: true }));
    expect(onDisk("own.ipynb")).not.toContain("trusted");
    expect(await isTrusted("own.ipynb")).toBe(true);
    const { content } = await lab.json<{ content: object }>("/api/contents/own.ipynb");
    await save("own.ipynb", content);
    expect(await isTrusted("own.ipynb")).toBe(true);
    const second = await startTestLab({ root: lab.root });
    const reread = await second.json<{ content: ReturnType<typeof notebook> }>("/api/contents/own.ipynb");
    await second.close();
    expect(reread.content.cells[0].metadata).toEqual({ trusted: true });
  });

  it.each(["update_display_data", "nobody_knows", undefined])(
    "is not won by a save where an output is of type %s",
    async (output_type) => {
      const foreign = notebook({});
      Object.assign(foreign.cells[0].outputs[0], { output_type });
      writeFileSync(join(lab.root, "odd.ipynb"), JSON.stringify(foreign));
      const { content } = await lab.json<{ content: object }>("/api/contents/odd.ipynb");
      await save("odd.ipynb", content);
      expect(await isTrusted("odd.ipynb")).toBe(false);
    },
  );

  it("is lost when the file is changed elsewhere", async () => {
    await save("changed.ipynb", notebook({ trusted: true }));
    writeFileSync(join(lab.root, "changed.ipynb"), onDisk("changed.ipynb").replace("harmed", "harmed2"));
    expect(await isTrusted("changed.ipynb")).toBe(false);
  });

  it("does not come from saving what was not trusted", async () => {
    writeFileSync(
      join(lab.root, "opened.ipynb"),
      JSON.stringify(notebook({ trusted: true }, "<b>never signed</b>")),
    );
    const { content } = await lab.json<{ content: object }>("/api/contents/opened.ipynb");
    await save("opened.ipynb", content);
    expect(await isTrusted("opened.ipynb")).toBe(false);
    await save("no-claim.ipynb", notebook({}, "<i>nor this</i>"));
    expect(await isTrusted("no-claim.ipynb")).toBe(false);
  });

  it("comes with outputs that are only text", async () => {
    const safe = notebook({});
    safe.cells[0].outputs = [{ output_type: "stream", name: "stdout", text: "hello\n" } as never];
    await save("safe.ipynb", safe);
    expect(await isTrusted("safe.ipynb")).toBe(true);
  });

  it("can be given by the user", async () => {
    writeFileSync(join(lab.root, "given.ipynb"), JSON.stringify(notebook({}, "<u>given</u>")));
    expect(await isTrusted("given.ipynb")).toBe(false);
    expect((await lab.request("/api/contents/given.ipynb/trust", { method: "POST" })).status).toBe(201);
    expect(await isTrusted("given.ipynb")).toBe(true);
  });

  it("keeps its secret to the user", () => {
    expect(statSync(join(lab.prefixDir, "trust/secret")).mode & 0o077).toBe(0);
    expect(readdirSync(join(lab.prefixDir, "trust/signatures")).length).toBeGreaterThan(0);
  });
});

describe("notebook files", () => {
  it("are written as every Jupyter writes them: lines, sorted keys, indent 1", async () => {
    await save("format.ipynb", {
      ...notebook({}),
      cells: [{ ...notebook({}).cells[0], source: "let a = 1;\na\n" }],
    });
    const text = onDisk("format.ipynb");
    expect(text).toMatch(/^\{\n "cells": \[\n {2}\{\n {3}"cell_type": "code",/);
    expect(text).toContain('"source": [\n    "let a = 1;\\n",\n    "a\\n"\n   ]');
    expect(text.endsWith("}\n")).toBe(true);
    const { content } = await lab.json<{ content: ReturnType<typeof notebook> }>(
      "/api/contents/format.ipynb",
    );
    expect(content.cells[0].source).toBe("let a = 1;\na\n");
    expect(content.cells[0].outputs[0].data["text/html"]).toBe("<script>window.harmed = true</script>");
  });

  it("that are none are refused with a reason", async () => {
    for (const text of [
      "",
      "not json",
      "[]",
      '{"nbformat": 3}',
      '{"nbformat":4,"metadata":{},"cells":[1]}',
    ]) {
      writeFileSync(join(lab.root, "broken.ipynb"), text);
      const response = await lab.request("/api/contents/broken.ipynb");
      expect(response.status).toBe(400);
      expect((await response.json()).message).toContain("Unreadable Notebook");
    }
    const saved = await lab.request("/api/contents/broken.ipynb", {
      method: "PUT",
      body: JSON.stringify({ type: "notebook", content: { cells: [] } }),
    });
    expect(saved.status).toBe(400);
  });
});
