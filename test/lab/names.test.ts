/** Names that are hard to carry through addresses, headers and file systems. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLab, type TestLab } from "../support/lab.js";

interface Model {
  name: string;
  path: string;
  type: string;
  content: unknown;
}

let lab: TestLab;
beforeAll(async () => {
  lab = await startTestLab();
  mkdirSync(join(lab.root, "names"));
});
afterAll(() => lab.close());

const send = (path: string, method: string, body?: unknown) =>
  lab.request(path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
const encode = (path: string) => path.split("/").map(encodeURIComponent).join("/");

const names = [
  "a#b?c%d&e+f g.txt",
  "%2e%2e%2f.txt",
  "100%.txt",
  "quo\"te's;=,.txt",
  "(brackets)[and]{braces}!*.txt",
  "emoji 🧶🪡 👩‍👩‍👧.txt",
  "caf\u00e9 composed.txt",
  "cafe\u0301 decomposed.txt",
  "深度🙂".repeat(25),
  "trailing dots...",
  " spaces around ",
  "line\nbreak.txt",
  "-rf",
  "con.txt",
  "checkpoints",
  "constructor",
  "__proto__",
  "<script>alert(1)</script>".replace("/", "∕"),
];

describe("awkward names", () => {
  for (const name of names) {
    it(JSON.stringify(name.slice(0, 40)), async () => {
      const path = `names/${name}`;
      const address = `/api/contents/${encode(path)}`;
      const body = { type: "file", format: "text", content: name };
      expect((await send(address, "PUT", body)).status).toBe(201);
      expect((await send(address, "PUT", body)).status).toBe(200);
      expect(readFileSync(join(lab.root, "names", name), "utf8")).toBe(name);
      expect(await lab.json<Model>(address)).toMatchObject({ name, path, content: name });
      const { content } = await lab.json<{ content: Model[] }>("/api/contents/names");
      expect(content.filter((model) => model.name === name)).toHaveLength(1);

      const download = await lab.request(`/files/${encode(path)}?download=1`);
      expect(await download.text()).toBe(name);
      const [, sent] =
        /filename\*=UTF-8''(\S+)$/.exec(download.headers.get("content-disposition") ?? "") ?? [];
      expect(decodeURIComponent(sent)).toBe(name);

      const checkpoint = await send(`${address}/checkpoints`, "POST");
      expect(checkpoint.status).toBe(201);
      const copied = await send("/api/contents/names", "POST", { copy_from: path });
      if (Buffer.byteLength(`${name}-Copy1`) > 255) {
        expect(copied.status).toBe(400);
      } else {
        const { path: copy } = await copied.json();
        expect((await send(`/api/contents/${encode(copy)}`, "DELETE")).status).toBe(204);
      }
      const renamed = await send(address, "PATCH", { path: "names/plain" });
      expect(renamed.status).toBe(200);
      expect((await send("/api/contents/names/plain", "PATCH", { path })).status).toBe(200);
      expect((await send(address, "DELETE")).status).toBe(204);
      expect(readdirSync(join(lab.root, "names"))).toEqual([]);
    });
  }

  it("composed and decomposed letters are two files where the file system knows two", async () => {
    const [composed, decomposed] = ["names/\u00e9", "names/e\u0301"];
    for (const path of [composed, decomposed]) {
      const body = { type: "file", format: "text", content: path };
      await send(`/api/contents/${encode(path)}`, "PUT", body);
    }
    const isTwo = readdirSync(join(lab.root, "names")).length === 2;
    const { content } = await lab.json<Model>(`/api/contents/${encode(composed)}`);
    expect(content).toBe(isTwo ? composed : decomposed);
    for (const name of readdirSync(join(lab.root, "names"))) {
      await send(`/api/contents/${encode(`names/${name}`)}`, "DELETE");
    }
  });

  it("that are too long or impossible are refused in plain words", async () => {
    const put = (name: string) =>
      send(`/api/contents/${encode(name)}`, "PUT", { type: "file", format: "text", content: "" });
    const long = await put("x".repeat(256));
    expect([long.status, (await long.json()).message]).toEqual([400, "The name is too long."]);
    for (const name of ["nul\0.txt", "back\\slash.txt"]) expect((await put(name)).status).toBe(403);
  });

  it("a folder may be called checkpoints, and hold files", async () => {
    mkdirSync(join(lab.root, "work/checkpoints"), { recursive: true });
    writeFileSync(join(lab.root, "work/checkpoints/model"), "x");
    expect((await lab.json<Model>("/api/contents/work/checkpoints")).type).toBe("directory");
    expect((await lab.json<Model>("/api/contents/work/checkpoints/model")).content).toBe("x");
    const created = await send("/api/contents/work/checkpoints", "POST", { type: "notebook" });
    expect((await created.json()).path).toBe("work/checkpoints/Untitled.ipynb");
    expect((await send("/api/contents/work/checkpoints/model", "DELETE")).status).toBe(204);
    expect(existsSync(join(lab.root, "work/checkpoints/model"))).toBe(false);
  });

  it("of two that are created at once differ", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send("/api/contents/names", "POST", { type: "notebook" })),
    );
    const paths = await Promise.all(answers.map(async (answer) => (await answer.json()).path));
    expect(new Set(paths).size).toBe(8);
  });
});

describe("links", () => {
  it("within the root are followed; saving keeps the link; deleting takes the link only", async () => {
    mkdirSync(join(lab.root, "real"));
    writeFileSync(join(lab.root, "real/a.txt"), "one");
    symlinkSync("real", join(lab.root, "linked"));
    symlinkSync("real/a.txt", join(lab.root, "a-link.txt"));
    expect((await lab.json<Model>("/api/contents/linked/a.txt")).content).toBe("one");
    await send("/api/contents/a-link.txt", "PUT", { type: "file", format: "text", content: "two" });
    expect(readFileSync(join(lab.root, "real/a.txt"), "utf8")).toBe("two");
    expect((await send("/api/contents/a-link.txt", "DELETE")).status).toBe(204);
    expect((await send("/api/contents/linked", "DELETE")).status).toBe(204);
    expect(existsSync(join(lab.root, "linked"))).toBe(false);
    expect(readFileSync(join(lab.root, "real/a.txt"), "utf8")).toBe("two");
  });

  it("that are broken or go round in circles are errors, and listed all the same", async () => {
    mkdirSync(join(lab.root, "odd"));
    symlinkSync("nowhere", join(lab.root, "odd/broken"));
    symlinkSync("round", join(lab.root, "odd/round"));
    symlinkSync("..", join(lab.root, "odd/up"));
    for (const name of ["broken", "round"]) {
      expect((await lab.request(`/api/contents/odd/${name}`)).status).toBe(404);
      const body = { type: "file", format: "text", content: "" };
      expect((await send(`/api/contents/odd/${name}`, "PUT", body)).status).toBe(404);
    }
    expect((await lab.request("/api/contents/odd/up/odd/up/odd")).status).toBe(200);
    const { content } = await lab.json<{ content: Model[] }>("/api/contents/odd");
    expect(content.map(({ name }) => name).sort()).toEqual(["broken", "round", "up"]);
  });
});
