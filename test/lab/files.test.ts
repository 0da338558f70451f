/** Files as they are served: conditional, in parts, large. */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLab, type TestLab } from "../support/lab.js";

let lab: TestLab;
beforeAll(async () => {
  lab = await startTestLab();
});
afterAll(() => lab.close());

const get = (path: string, headers: Record<string, string> = {}) => lab.request(path, { headers });
const header = (response: Response, name: string) => response.headers.get(name) ?? "";

describe("what a client knows already", () => {
  for (const path of ["/files/known.txt", "/api/contents/known.txt", "/api/kernelspecs"]) {
    it(`is not sent again: ${path}`, async () => {
      writeFileSync(join(lab.root, "known.txt"), "one");
      const first = await get(path);
      const etag = header(first, "etag");
      expect(etag).toMatch(/^"[^"]+"$/);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
        const again = await get(path, { "If-None-Match": known });
        expect([again.status, await again.text()]).toEqual([304, ""]);
      }
      expect((await get(path, { "If-None-Match": '"other"' })).status).toBe(200);
      if (path === "/api/kernelspecs") return;
      writeFileSync(join(lab.root, "known.txt"), "two");
      expect((await get(path, { "If-None-Match": etag })).status).toBe(200);
    });
  }

  it("is dated", async () => {
    writeFileSync(join(lab.root, "dated.txt"), "x");
    const modified = header(await get("/files/dated.txt"), "last-modified");
    expect((await get("/files/dated.txt", { "If-Modified-Since": modified })).status).toBe(304);
    const before = new Date(Date.parse(modified) - 1000).toUTCString();
    expect((await get("/files/dated.txt", { "If-Modified-Since": before })).status).toBe(200);
  });
});

describe("hashes", () => {
  interface Model {
    hash: string | null;
    hash_algorithm: string | null;
    content: unknown;
  }
  it("are given when asked for, with or without content, and after a save", async () => {
    writeFileSync(join(lab.root, "hashed.txt"), "abc");
    const expected = { hash: createHash("sha256").update("abc").digest("hex"), hash_algorithm: "sha256" };
    expect(await lab.json<Model>("/api/contents/hashed.txt?hash=1")).toMatchObject(expected);
    expect(await lab.json<Model>("/api/contents/hashed.txt?hash=1&content=0")).toMatchObject({
      ...expected,
      content: null,
    });
    const none = { hash: null, hash_algorithm: null };
    expect(await lab.json<Model>("/api/contents/hashed.txt")).toMatchObject(none);
    expect(await lab.json<Model>("/api/contents/?hash=1")).toMatchObject(none);
    const body = JSON.stringify({ type: "file", format: "text", content: "abc" });
    expect(await lab.json<Model>("/api/contents/hashed.txt", { method: "PUT", body })).toMatchObject(
      expected,
    );
  });
});

describe("parts of files", () => {
  const part = async (range: string, more: Record<string, string> = {}) => {
    const response = await get("/files/ten.txt", { Range: range, ...more });
    return [response.status, header(response, "content-range"), await response.text()];
  };
  it("are sent as RFC 9110 has them", async () => {
    writeFileSync(join(lab.root, "ten.txt"), "0123456789");
    expect(await part("bytes=2-4")).toEqual([206, "bytes 2-4/10", "234"]);
    expect(await part("bytes=7-")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await part("bytes=-3")).toEqual([206, "bytes 7-9/10", "789"]);
    expect(await part("bytes=-30")).toEqual([206, "bytes 0-9/10", "0123456789"]);
    expect(await part("bytes=5-500")).toEqual([206, "bytes 5-9/10", "56789"]);
    expect(await part("bytes=10-")).toEqual([416, "bytes */10", ""]);
    expect(await part("bytes=4-2")).toEqual([416, "bytes */10", ""]);
    for (const odd of ["bytes=0-1,3-4", "lines=1-2", "bytes=-", "bytes=a-b"]) {
      expect(await part(odd)).toEqual([200, "", "0123456789"]);
    }
    expect(await part("bytes=2-4", { "If-Range": '"another"' })).toEqual([200, "", "0123456789"]);
    const head = await lab.request("/files/ten.txt", { method: "HEAD" });
    expect([header(head, "content-length"), header(head, "accept-ranges")]).toEqual(["10", "bytes"]);
  });
});

describe("large files", () => {
  it("are streamed from disk: their size does not matter to memory", async () => {
    const place = join(lab.root, "large.bin");
    const size = 400 * 2 ** 20;
    const file = openSync(place, "w");
    writeSync(file, "end", size - 3);
    closeSync(file);
    const before = process.memoryUsage.rss();
    const response = await get("/files/large.bin");
    expect(header(response, "content-length")).toBe(String(size));
    let read = 0;
    let highest = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      read += chunk.length;
      highest = Math.max(highest, process.memoryUsage.rss());
    }
    expect(read).toBe(size);
    expect((highest - before) / 2 ** 20).toBeLessThan(300);
    const model = await get("/api/contents/large.bin");
    expect([model.status, (await model.json()).message]).toEqual([
      400,
      "large.bin is larger than 256 MiB and cannot be opened here.",
    ]);
    expect((await get("/api/contents/large.bin?content=0")).status).toBe(200);
  });

  it("come up in chunks as JupyterLab sends them, and replace the old file only at the end", async () => {
    const bytes = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 7919) >> 3));
    const chunkSize = 1_048_575;
    writeFileSync(join(lab.root, "up.bin"), "old");
    const sendChunk = (chunk: number, part: Buffer) =>
      lab.request("/api/contents/up.bin", {
        method: "PUT",
        body: JSON.stringify({ type: "file", format: "base64", chunk, content: part.toString("base64") }),
      });
    for (let i = 0; i * chunkSize < bytes.length; i++) {
      const isLast = (i + 1) * chunkSize >= bytes.length;
      expect(readFileSync(join(lab.root, "up.bin"), "utf8")).toBe("old");
      const part = bytes.subarray(i * chunkSize, (i + 1) * chunkSize);
      expect((await sendChunk(isLast ? -1 : i + 1, part)).status).toBe(200);
    }
    expect(readFileSync(join(lab.root, "up.bin")).equals(bytes)).toBe(true);
    expect((await sendChunk(2, bytes)).status).toBe(400);
    expect((await sendChunk(0.5, bytes)).status).toBe(400);
  });

  it("whose upload never ends leave nothing when the server closes", async () => {
    const own = await startTestLab({ root: join(lab.root, "own") });
    const body = JSON.stringify({ type: "file", format: "text", chunk: 1, content: "x" });
    await own.json("/api/contents/half.txt", { method: "PUT", body });
    const unfinished = () => readdirSync(own.root).filter((name) => name.endsWith(".unfinished"));
    expect(unfinished()).toHaveLength(1);
    await own.close();
    expect(unfinished()).toEqual([]);
  });

  it("that shrink while they are read end the connection instead of lying about their length", async () => {
    const place = join(lab.root, "shrinks.bin");
    writeFileSync(place, Buffer.alloc(64 * 2 ** 20));
    const response = await get("/files/shrinks.bin");
    truncateSync(place, 1000);
    await expect(response.arrayBuffer()).rejects.toThrow();
  });

  it("that are no files are not opened", async () => {
    execFileSync("mkfifo", [join(lab.root, "pipe")]);
    expect((await get("/files/pipe")).status).toBe(404);
    expect((await get("/api/contents/pipe")).status).toBe(404);
  });
});
