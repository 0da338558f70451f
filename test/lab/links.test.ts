/** What is in the folder and is no plain file of it: links out, hard links, what a killed server left, odd bytes. */
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLab, type TestLab } from "../support/lab.js";

interface Model {
  name: string;
  type: string;
  writable: boolean;
  content: unknown;
}

let lab: TestLab;
const outside = mkdtempSync(join(tmpdir(), "peel-outside-"));
const inRoot = (path: string) => join(lab.root, path);
/** The name of a process that has long ended: Linux gives none above 2^22. */
const leftover = (pid = 2 ** 22 + 1) => `.0123456789abcdef.${pid}-01234567.unfinished`;

beforeAll(async () => {
  lab = await startTestLab();
  writeFileSync(join(outside, "secret.txt"), "secret");
});
afterAll(async () => {
  await lab.close();
  rmSync(outside, { recursive: true, force: true });
});

const ask = async (path: string, method = "GET", body?: object) => {
  const response = await lab.request(path, { method, body: body && JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
};
const list = async (path = "") => (await lab.json<{ content: Model[] }>(`/api/contents/${path}`)).content;
const names = async (path = "") => (await list(path)).map(({ name }) => name).sort();

describe("links out of the root", () => {
  beforeAll(() => {
    mkdirSync(inRoot("links"));
    symlinkSync(outside, inRoot("links/out"));
    symlinkSync(join(outside, "secret.txt"), inRoot("links/secret.txt"));
    symlinkSync("/nowhere", inRoot("links/nowhere"));
    symlinkSync("round", inRoot("links/round"));
  });

  it("are listed, and say why they are not opened", async () => {
    const found = (await list("links")).map(({ name, type, writable }) => [name, type, writable]).sort();
    expect(found).toEqual([
      ["nowhere", "file", false],
      ["out", "directory", false],
      ["round", "file", false],
      ["secret.txt", "file", false],
    ]);
    const refused = await ask("/api/contents/links/secret.txt");
    expect(refused.status).toBe(403);
    expect(refused.body.message).toMatch(
      /link that leads out of the folder that is served\. peel lab --follow-links/,
    );
    expect(JSON.stringify(refused.body)).not.toContain(outside);
    expect((await ask("/api/contents/links/out/secret.txt")).status).toBe(403);
    expect((await ask("/api/contents/links/nowhere")).body.message).toMatch(/leads nowhere/);
    const put = { type: "file", format: "text", content: "x" };
    for (const path of ["secret.txt", "nowhere", "out/new.txt"])
      expect((await ask(`/api/contents/links/${path}`, "PUT", put)).status).toBeGreaterThanOrEqual(400);
    expect(readdirSync(outside)).toEqual(["secret.txt"]);
  });

  it("are renamed and deleted as links, and what they lead to stays", async () => {
    expect((await ask("/api/contents/links/out", "PATCH", { path: "links/away" })).status).toBe(200);
    expect(lstatSync(inRoot("links/away")).isSymbolicLink()).toBe(true);
    for (const name of ["away", "secret.txt", "nowhere", "round"])
      expect([name, (await ask(`/api/contents/links/${name}`, "DELETE")).status]).toEqual([name, 204]);
    expect((await ask("/api/contents/links", "DELETE")).status).toBe(204);
    expect(readFileSync(join(outside, "secret.txt"), "utf8")).toBe("secret");
  });

  it("are followed where that is asked for", async () => {
    const own = await startTestLab({ followLinks: true });
    symlinkSync(outside, join(own.root, "out"));
    symlinkSync(".peel", join(own.root, "state"));
    const { content } = await own.json<Model>("/api/contents/out/secret.txt");
    expect(content).toBe("secret");
    expect((await own.request("/api/contents/state/trust/secret")).status).toBe(404);
    await own.close();
  });
});

it("links within the root do not open what is hidden", async () => {
  symlinkSync(".peel", inRoot("state"));
  symlinkSync(".peel/trust/secret", inRoot("key.txt"));
  const before = readFileSync(inRoot(".peel/trust/secret"), "utf8");
  const put = { type: "file", format: "text", content: "known" };
  for (const path of ["state", "state/trust/secret", "key.txt", "state/new.txt"]) {
    expect([path, (await ask(`/api/contents/${path}`)).status]).toEqual([path, 404]);
    expect([path, (await ask(`/files/${path}`)).status]).toEqual([path, 404]);
    expect([path, (await ask(`/api/contents/${path}`, "PUT", put)).status]).toEqual([path, 404]);
  }
  expect(readFileSync(inRoot(".peel/trust/secret"), "utf8")).toBe(before);
  expect((await ask("/api/contents/state", "DELETE")).status).toBe(204);
  expect(existsSync(inRoot(".peel/trust"))).toBe(true);
});

it("a folder is not moved into itself, by whatever way", async () => {
  mkdirSync(inRoot("self/below"), { recursive: true });
  symlinkSync("../self", inRoot("self/again"));
  for (const path of ["self/inner", "self/below/inner", "self/again/inner"])
    expect([path, (await ask("/api/contents/self", "PATCH", { path })).status]).toEqual([path, 400]);
  expect((await ask("/api/contents/self", "PATCH", { path: "selfish" })).status).toBe(200);
});

it("a file is not renamed onto another name of its own", async () => {
  writeFileSync(inRoot("one.txt"), "");
  linkSync(inRoot("one.txt"), inRoot("two.txt"));
  expect((await ask("/api/contents/one.txt", "PATCH", { path: "two.txt" })).status).toBe(409);
  expect((await ask("/api/contents/one.txt", "PATCH", { path: "one.txt" })).status).toBe(200);
  expect((await ask("/api/contents/one.txt", "PATCH", { path: "ONE.txt" })).status).toBe(200);
});

describe("what a killed server left", () => {
  it("goes when the next one starts, and when its folder is listed or deleted", async () => {
    mkdirSync(inRoot("left/below"), { recursive: true });
    const kept = [leftover(process.pid), ".mine.unfinished"];
    for (const name of [leftover(), ...kept]) writeFileSync(inRoot(`left/below/${name}`), "");
    await list("left/below");
    expect(readdirSync(inRoot("left/below")).sort()).toEqual(kept.sort());

    writeFileSync(inRoot(`left/below/${leftover()}`), "");
    const second = await startTestLab({ root: lab.root });
    await expect.poll(() => readdirSync(inRoot("left/below")).sort()).toEqual(kept.sort());
    await second.close();

    mkdirSync(inRoot("empty"));
    writeFileSync(inRoot(`empty/${leftover()}`), "");
    expect((await ask("/api/contents/empty", "DELETE")).status).toBe(204);
    expect((await ask("/api/contents/left/below", "DELETE")).status).toBe(400);
  });
});

it.runIf(process.platform === "linux")(
  "names that are no UTF-8 are listed, and say why they are not opened",
  async () => {
    mkdirSync(inRoot("bytes"));
    writeFileSync(
      Buffer.concat([Buffer.from(inRoot("bytes/bad")), Buffer.from([0xff, 0xfe]), Buffer.from(".txt")]),
      "",
    );
    writeFileSync(inRoot("bytes/good.txt"), "");
    expect(await names("bytes")).toEqual(["bad\uFFFD\uFFFD.txt", "good.txt"]);
    const { status, body } = await ask(`/api/contents/bytes/${encodeURIComponent("bad\uFFFD\uFFFD.txt")}`);
    expect([status, body.message]).toEqual([
      404,
      expect.stringMatching(/is not UTF-8.*rename it in a terminal/),
    ]);
  },
);
