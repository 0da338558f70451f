/** Ways out of the folder that is served, in every encoding: nothing outside is read, written or told of. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestLab, type TestLab } from "../support/lab.js";
import { rawRequest } from "../support/rawRequest.js";

const secret = "what nobody may read";
let lab: TestLab;
let outside: string;
beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), "peel-outside-"));
  writeFileSync(join(outside, "secret.json"), JSON.stringify({ secret }));
  const root = join(outside, "root");
  mkdirSync(join(root, "folder"), { recursive: true });
  lab = await startTestLab({ root });
});
afterAll(async () => {
  await lab.close();
  rmSync(outside, { recursive: true, force: true });
});

const ask = (path: string, method = "GET", body?: object) =>
  rawRequest(lab, path, {
    method,
    headers: { Authorization: `token ${lab.token}`, ...(body ? { "Content-Type": "application/json" } : {}) },
    body: body && JSON.stringify(body),
  });

const ups = [
  "../",
  "..%2f",
  "..%2F",
  "%2e%2e/",
  "%2e%2e%2f",
  ".%2e/",
  "..\\",
  "..%5c",
  "%2e%2e%5c",
  "folder/../../",
  "folder%2f..%2f..%2f",
  "./../",
  "%2e/%2e%2e/",
  // Encoded twice, or in forms that only careless decoders take for dots and slashes.
  "%252e%252e%252f",
  "..%252f",
  "%25%32%65%25%32%65%25%32%66",
  "%c0%ae%c0%ae%c0%af",
  "%e0%80%ae%e0%80%ae%e0%80%af",
  "..%c0%af",
  "..%ef%bc%8f",
  "%ef%bc%8e%ef%bc%8e/",
  "..%u2215",
  "..;/",
  "....//",
  "..%00/",
  "..%0d%0a/",
  "..%09/",
];
const places = [
  "/api/contents/",
  "/files/",
  "/static/lab/",
  "/static/favicons/",
  "/lab/extensions/",
  "/lab/api/themes/",
  "/lab/api/settings/",
  "/lab/api/workspaces/",
  "/lab/api/translations/",
  "/api/config/",
  "/api/kernelspecs/",
  "/kernelspecs/",
  "/kernelspecs/peel/",
  "/api/sessions/",
  "/api/kernels/",
];
const methods = ["GET", "HEAD", "PUT", "POST", "PATCH", "DELETE"];

describe("ways out", () => {
  it.each(places)("of %s lead nowhere", async (place) => {
    for (const up of ups) {
      for (const target of [`${up}secret.json`, `${up}${up}etc/passwd`, `${up}${up}${up}${up}etc/passwd`]) {
        const { status, body } = await ask(place + target);
        expect([target, body.includes(secret), body.includes("root:")]).toEqual([target, false, false]);
        // A workspace may have any name, and one that was never saved is empty.
        if (!place.includes("workspaces") && !place.includes("config") && !place.includes("translations")) {
          expect([target, Math.floor(status / 100)]).toEqual([target, 4]);
        }
      }
    }
  });

  it("write and delete nothing outside", async () => {
    const before = readdirSync(outside).sort();
    const bodies = [
      { type: "file", format: "text", content: "harm" },
      { raw: "{}", path: "../harm.txt", data: {}, metadata: { id: "../harm" } },
    ];
    for (const place of places) {
      for (const up of ups) {
        for (const method of methods.slice(2)) {
          for (const body of bodies) {
            const { status } = await ask(`${place}${up}harm.txt`, method, body);
            expect([place, up, method, status < 500]).toEqual([place, up, method, true]);
          }
        }
        await ask(`${place}${up}secret.json`, "DELETE");
      }
    }
    expect(readdirSync(outside).sort()).toEqual(before);
    expect(existsSync(join(tmpdir(), "harm.txt"))).toBe(false);
  }, 120_000);

  it("by absolute places and odd request lines end, too", async () => {
    const name = basename(outside);
    const paths = [
      `/files/${outside}/secret.json`,
      `/files//${outside}/secret.json`,
      `/files/${encodeURIComponent(outside)}%2Fsecret.json`,
      `/api/contents/${encodeURIComponent(`${outside}/secret.json`)}`,
      `//files/../../${name}/secret.json`,
      `/files/file:%2f%2f${encodeURIComponent(outside)}/secret.json`,
      `http://127.0.0.1:${lab.port}/files/../secret.json`,
      `/files/~/secret.json`,
      `/files/folder/..%2f..%2fsecret.json?download=1`,
      `/lab/tree/..%2f..%2fsecret.json`,
    ];
    for (const path of paths) expect([path, (await ask(path)).body.includes(secret)]).toEqual([path, false]);
    expect((await ask("/api/contents/%E0%A4%A", "GET")).status).toBe(400);
  });

  it("in bodies end, too", async () => {
    writeFileSync(join(lab.root, "inside.txt"), "x");
    const before = readdirSync(outside).sort();
    const targets = [
      "../harm.txt",
      "folder/../../harm.txt",
      "..\\harm.txt",
      "/../harm.txt",
      "folder/..//../harm.txt",
    ];
    for (const path of targets) {
      expect((await ask("/api/contents/inside.txt", "PATCH", { path })).status).toBe(403);
      expect((await ask("/api/contents", "POST", { copy_from: path })).status).toBe(403);
      expect((await ask("/api/contents", "POST", { type: "file", ext: `/${path}` })).status).toBe(400);
      expect((await ask("/api/kernels", "POST", { name: "peel", path })).status).toBe(403);
      expect((await ask("/api/sessions", "POST", { type: "notebook", path })).status).toBe(403);
    }
    expect(readdirSync(outside).sort()).toEqual(before);
  });

  it("through links that are made later end, too", async () => {
    await ask("/api/contents/later.txt", "PUT", { type: "file", format: "text", content: "x" });
    rmSync(join(lab.root, "later.txt"));
    symlinkSync(join(outside, "secret.json"), join(lab.root, "later.txt"));
    symlinkSync(outside, join(lab.root, "up"));
    for (const path of [
      "/files/later.txt",
      "/api/contents/later.txt",
      "/files/up/secret.json",
      "/api/contents/up",
    ]) {
      expect([path, (await ask(path)).status]).toEqual([path, 403]);
    }
    expect((await ask("/api/contents/later.txt/checkpoints", "POST")).status).toBe(403);
    expect((await ask("/api/contents", "POST", { copy_from: "later.txt" })).status).toBe(403);
  });
});
