import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLab, type TestLab } from "../support/lab.js";

interface Model {
  name: string;
  path: string;
  type: string;
  format: string | null;
  content: unknown;
  hash: string | null;
  last_modified: string;
  mimetype: string | null;
}

let lab: TestLab;
beforeAll(async () => {
  lab = await startTestLab();
});
afterAll(() => lab.close());

const send = (path: string, method: string, body?: unknown) =>
  lab.request(path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
const save = (path: string, content: string, more: object = {}) =>
  send(`/api/contents/${path}`, "PUT", { type: "file", format: "text", content, ...more });

describe("files", () => {
  it("saves, reads and lists text under a unicode name", async () => {
    const name = "Grüße 深度 🙂.txt";
    const path = encodeURIComponent(name);
    expect((await save(path, "fern\n")).status).toBe(201);
    expect((await save(path, "nah\n")).status).toBe(200);
    const model = await lab.json<Model>(`/api/contents/${path}?hash=1`);
    expect(model).toMatchObject({ name, path: name, type: "file", format: "text", content: "nah\n" });
    expect(model.hash).toMatch(/^[0-9a-f]{64}$/);
    const { content } = await lab.json<{ content: Model[] }>("/api/contents");
    expect(content.map((entry) => entry.name)).toContain(name);
  });

  it("gives binary as base64 and serves it raw", async () => {
    const bytes = Buffer.from([0x89, 0x50, 0xff, 0xfe, 0]);
    await save("a.png", bytes.toString("base64"), { format: "base64" });
    expect(readFileSync(join(lab.root, "a.png"))).toEqual(bytes);
    const model = await lab.json<Model>("/api/contents/a.png");
    expect(model).toMatchObject({
      format: "base64",
      content: bytes.toString("base64"),
      mimetype: "image/png",
    });
    const raw = await lab.request("/files/a.png");
    expect(Buffer.from(await raw.arrayBuffer())).toEqual(bytes);
    expect(raw.headers.get("content-type")).toBe("image/png");
    expect(raw.headers.get("content-security-policy")).toContain("sandbox");
    expect((await lab.request("/api/contents/a.png?format=text")).status).toBe(400);
  });

  it("gathers an upload in chunks", async () => {
    expect((await save("big.txt", "one ", { chunk: 1 })).status).toBe(201);
    await save("big.txt", "two ", { chunk: 2 });
    expect(existsSync(join(lab.root, "big.txt"))).toBe(false);
    await save("big.txt", "three", { chunk: -1 });
    expect(readFileSync(join(lab.root, "big.txt"), "utf8")).toBe("one two three");
  });

  it("creates, copies, renames and deletes", async () => {
    const created = await (await send("/api/contents", "POST", { type: "directory" })).json();
    expect(created).toMatchObject({ path: "Untitled Folder", type: "directory" });
    const notebook = await (
      await send("/api/contents/Untitled%20Folder", "POST", { type: "notebook" })
    ).json();
    expect(notebook.path).toBe("Untitled Folder/Untitled.ipynb");
    const second = await (await send("/api/contents/Untitled%20Folder", "POST", { type: "notebook" })).json();
    expect(second.path).toBe("Untitled Folder/Untitled1.ipynb");
    const copy = await send("/api/contents/Untitled%20Folder", "POST", { copy_from: notebook.path });
    expect((await copy.json()).name).toBe("Untitled-Copy1.ipynb");
    const text = await (await send("/api/contents", "POST", { type: "file", ext: ".txt" })).json();
    expect(text.path).toBe("untitled.txt");

    const full = await send("/api/contents/Untitled%20Folder", "DELETE");
    expect(full.status).toBe(400);
    expect((await full.json()).message).toContain("not empty");
    for (const name of ["Untitled", "Untitled1", "Untitled-Copy1"]) {
      const { status } = await send(`/api/contents/Untitled%20Folder/${name}.ipynb`, "DELETE");
      expect(status).toBe(204);
    }
    const renamed = await send("/api/contents/Untitled%20Folder", "PATCH", { path: "Übungen" });
    expect(await renamed.json()).toMatchObject({ path: "Übungen", type: "directory" });
    expect((await send(`/api/contents/${encodeURIComponent("Übungen")}`, "DELETE")).status).toBe(204);
  });

  it("names copies as every Jupyter server", async () => {
    mkdirSync(join(lab.root, "copies"));
    for (const name of ["all.tar.gz", "two.dots.ipynb", "plain"]) writeFileSync(join(lab.root, name), "");
    const copy = async (from: string, folder: string) =>
      (await (await send(`/api/contents/${folder}`, "POST", { copy_from: from })).json()).path;
    expect(await copy("all.tar.gz", "copies")).toBe("copies/all.tar.gz");
    expect(await copy("all.tar.gz", "copies")).toBe("copies/all-Copy1.tar.gz");
    expect(await copy("copies/all-Copy1.tar.gz", "copies")).toBe("copies/all-Copy2.tar.gz");
    expect(await copy("two.dots.ipynb", "")).toBe("two.dots-Copy1.ipynb");
    expect(await copy("plain", "")).toBe("plain-Copy1");
    expect((await send("/api/contents", "POST", { copy_from: "none" })).status).toBe(404);
  });

  it("refuses to rename onto something and to rename nothing", async () => {
    await save("one.txt", "1");
    await save("two.txt", "2");
    expect((await send("/api/contents/one.txt", "PATCH", { path: "two.txt" })).status).toBe(409);
    expect((await send("/api/contents/none.txt", "PATCH", { path: "three.txt" })).status).toBe(404);
    expect((await send("/api/contents/one.txt", "PATCH", { path: "nowhere/one.txt" })).status).toBe(404);
    expect(readFileSync(join(lab.root, "two.txt"), "utf8")).toBe("2");
  });

  it("tells what kind of thing is wrong", async () => {
    await save("plain.txt", "x");
    mkdirSync(join(lab.root, "folder"));
    const statusOf = async (path: string) => (await lab.request(path)).status;
    expect(await statusOf("/api/contents/missing.txt")).toBe(404);
    expect(await statusOf("/api/contents/plain.txt?type=directory")).toBe(400);
    expect(await statusOf("/api/contents/folder?type=file")).toBe(400);
    expect(await statusOf("/api/contents/plain.txt?type=picture")).toBe(400);
    expect(await statusOf("/api/contents/plain.txt?format=hex")).toBe(400);
    expect((await save("folder", "x")).status).toBe(409);
    expect((await save("no/such/folder.txt", "x")).status).toBe(404);
    expect((await send("/api/contents/x.txt", "PUT", { type: "image", content: "" })).status).toBe(400);
    expect((await lab.request("/api/contents/x.txt", { method: "PUT", body: "{" })).status).toBe(400);
  });
});

describe("checkpoints", () => {
  it("creates, lists, restores and deletes one", async () => {
    await save("draft.txt", "first");
    const created = await send("/api/contents/draft.txt/checkpoints", "POST");
    expect(created.status).toBe(201);
    const { id } = await created.json();
    await save("draft.txt", "second");
    await send("/api/contents/draft.txt", "PATCH", { path: "final.txt" });
    expect(await lab.json<object[]>("/api/contents/final.txt/checkpoints")).toHaveLength(1);
    expect((await send(`/api/contents/final.txt/checkpoints/${id}`, "POST")).status).toBe(204);
    expect(readFileSync(join(lab.root, "final.txt"), "utf8")).toBe("first");
    expect((await send(`/api/contents/final.txt/checkpoints/${id}`, "DELETE")).status).toBe(204);
    expect((await send(`/api/contents/final.txt/checkpoints/${id}`, "POST")).status).toBe(404);
    expect(existsSync(join(lab.root, ".ipynb_checkpoints"))).toBe(false);
  });
});

describe("the tree ends at its root", () => {
  /** `fetch` would resolve the dots before sending them. */
  const rawStatus = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const headers = { Authorization: `token ${lab.token}` };
      httpRequest({ host: "127.0.0.1", port: lab.port, path, headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });

  const escapes = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "folder/../../", "folder%2f..%2f..%2f"];
  for (const way of escapes) {
    for (const base of [
      "/api/contents/",
      "/files/",
      "/static/lab/",
      "/lab/extensions/",
      "/lab/api/themes/",
    ]) {
      it(`${base}${way}`, async () => {
        expect(await rawStatus(`${base}${way}etc/passwd`)).toBe(403);
      });
    }
  }

  it("in bodies, too", async () => {
    await save("inside.txt", "x");
    for (const path of ["../outside.txt", "folder/../../outside.txt", "..\\outside.txt"]) {
      expect((await send("/api/contents/inside.txt", "PATCH", { path })).status).toBe(403);
      expect((await send("/api/contents", "POST", { copy_from: path })).status).toBe(403);
      expect((await send("/api/sessions", "POST", { path, type: "notebook" })).status).toBe(403);
    }
    expect((await send("/api/contents", "POST", { type: "file", ext: "/../../x" })).status).toBe(400);
  });

  it("for links, too", async () => {
    symlinkSync("/etc", join(lab.root, "etc"));
    symlinkSync("/etc/nothing-here", join(lab.root, "dangling"));
    symlinkSync(join(lab.root, "inside.txt"), join(lab.root, "inner-link.txt"));
    expect((await lab.request("/api/contents/etc/passwd")).status).toBe(403);
    expect((await lab.request("/files/etc/passwd")).status).toBe(403);
    expect((await save("etc/new.txt", "x")).status).toBe(403);
    expect((await save("dangling", "x")).status).toBeGreaterThanOrEqual(400);
    expect(existsSync("/etc/nothing-here")).toBe(false);
    expect((await lab.request("/files/inner-link.txt")).status).toBe(200);
    const { content } = await lab.json<{ content: Model[] }>("/api/contents");
    expect(content.find(({ name }) => name === "etc")).toMatchObject({ type: "directory", content: null });
  });

  it("hides hidden files", async () => {
    writeFileSync(join(lab.root, ".secret"), "x");
    expect((await lab.request("/api/contents/.secret")).status).toBe(404);
    expect((await lab.request("/files/.secret")).status).toBe(404);
    expect((await lab.request("/files/.peel/trust/secret")).status).toBe(404);
    expect((await save(".hidden", "x")).status).toBe(400);
    expect((await send("/api/contents/inside.txt", "PATCH", { path: ".hidden" })).status).toBe(400);
    const { content } = await lab.json<{ content: Model[] }>("/api/contents");
    expect(content.filter(({ name }) => name.startsWith(".") || name === "node_modules")).toEqual([]);
  });

  it("limits the size of requests", async () => {
    const tooLarge = await send("/api/contents/inside.txt", "PATCH", { path: "x".repeat(2 ** 20) });
    expect(tooLarge.status).toBe(413);
    expect(await lab.json<object>("/api/status")).toMatchObject({ kernels: 0 });
  });
});

describe("notebooks of loose hands", () => {
  const cell = (more: object) => ({ cell_type: "markdown", metadata: {}, source: "x", ...more });
  const four = (more: object) => ({ nbformat: 4, nbformat_minor: 4, metadata: {}, cells: [cell(more)] });
  const output = { output_type: "display_data", metadata: null, text: "x" };
  const three = {
    nbformat: 3,
    metadata: {},
    worksheets: [{ cells: [{ cell_type: "code", input: "1", outputs: [output] }] }],
  };
  it.each([
    ["an attachment without a picture", four({ attachments: { a: null } })],
    ["attachments that are none", four({ attachments: 5 })],
    ["a number as the outputs of Markdown", four({ outputs: 5 })],
    ["nothing in the outputs of Markdown", four({ outputs: [null] })],
    ["an old output without metadata", three],
  ])("are opened and saved again: %s", async (_, notebook) => {
    writeFileSync(join(lab.root, "loose.ipynb"), JSON.stringify(notebook));
    const read = await lab.request("/api/contents/loose.ipynb");
    expect(read.status).toBe(200);
    const { content } = (await read.json()) as Model;
    expect((await send("/api/contents/loose.ipynb", "PUT", { type: "notebook", content })).status).toBe(200);
    expect(
      (await send("/api/contents/again.ipynb", "PUT", { type: "notebook", content: notebook })).status,
    ).toBeLessThan(500);
  });
});
