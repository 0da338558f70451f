/** What an answer says it is: browsers must neither guess nor run what is only a file. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLab, type TestLab } from "../support/lab.js";
import { rawRequest } from "../support/rawRequest.js";

let lab: TestLab;
beforeAll(async () => {
  lab = await startTestLab({ withViews: true });
});
afterAll(() => lab.close());

const html = "<!doctype html><script>alert(1)</script>";
const ask = (path: string, method = "GET", headers: Record<string, string> = {}) =>
  rawRequest(lab, path, { method, headers: { Authorization: `token ${lab.token}`, ...headers } });

describe("files", () => {
  it.each([
    ["page.html", "text/html; charset=utf-8"],
    ["page.txt", "text/plain; charset=utf-8"],
    ["page.json", "application/json"],
    ["page.svg", "image/svg+xml"],
    ["page.png", "image/png"],
    ["page.ts", "text/x-typescript; charset=utf-8"],
    ["page.ipynb", "application/x-ipynb+json"],
    ["page.xhtml", "application/octet-stream"],
    ["page.unknown", "application/octet-stream"],
    ["PAGE.TXT", "text/plain; charset=utf-8"],
    ["page", "application/octet-stream"],
  ])("%s is %s, and in a sandbox", async (name, type) => {
    writeFileSync(join(lab.root, name), html);
    for (const method of ["GET", "HEAD"]) {
      const { status, headers } = await ask(`/files/${name}`, method);
      expect([status, headers["content-type"]]).toEqual([200, type]);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["content-security-policy"]).toBe("sandbox allow-scripts");
      expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    }
    const part = await ask(`/files/${name}`, "GET", { Range: "bytes=0-3" });
    expect([part.status, part.headers["x-content-type-options"]]).toEqual([206, "nosniff"]);
  });

  it("name themselves by their own name only", async () => {
    mkdirSync(join(lab.root, "names"), { recursive: true });
    const name = 'a"; filename=evil.html; b="\r\nSet-Cookie: harm=1\r\n\r\n.txt';
    writeFileSync(join(lab.root, "names", name), "x");
    const { status, headers, body } = await ask(`/files/names/${encodeURIComponent(name)}?download=1`);
    expect([status, body, headers["set-cookie"]]).toEqual([200, "x", undefined]);
    expect(headers["content-disposition"]).toMatch(
      /^attachment; filename="[^"\r\n\\]*"; filename\*=UTF-8''\S+$/,
    );
  });
});

describe("everything else", () => {
  it("is never sniffed, framed or told elsewhere, errors included", async () => {
    const paths = [
      "/api",
      "/api/status",
      "/api/contents",
      "/api/contents/none",
      "/api/none",
      "/lab",
      "/lab/api/settings",
      "/static/lab/none.js",
      "/kernelspecs/peel/logo-svg.svg",
      "/favicon.ico",
      "/files/none",
      "/files/%00",
    ];
    for (const path of paths) {
      for (const method of ["GET", "POST", "OPTIONS"]) {
        const { headers } = await ask(path, method);
        expect([path, headers["x-content-type-options"]]).toEqual([path, "nosniff"]);
        expect([path, headers["referrer-policy"]]).toEqual([path, "same-origin"]);
        expect([path, headers["access-control-allow-origin"]]).toEqual([path, undefined]);
      }
    }
    for (const path of ["/api/status", "/api/contents/none", "/api/none"]) {
      const { headers } = await ask(path);
      expect(headers["content-type"]).toBe("application/json");
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    }
  });

  it("shows nothing of an address as a page", async () => {
    for (const path of [
      "/lab/tree/<script>alert(1)</script>",
      "/<script>alert(1)</script>",
      "/lab?a=</script><b>",
    ]) {
      const { body, headers } = await ask(encodeURI(path), "GET", { Accept: "text/html" });
      if (headers["content-type"]?.startsWith("text/html"))
        expect(body).not.toMatch(/<script>alert|<\/script><b>/);
    }
  });
});
