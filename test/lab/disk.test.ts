/** Disks that are full, folders that are read-only: nothing is lost, and the user is told. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import {
  type LabProcess,
  type LabProcessOptions,
  startLabProcess,
  stopLabProcess,
} from "../support/labProcess.js";

const isRoot = process.getuid?.() === 0;
const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "peel-disk-"));
  cleanups.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function start(options: LabProcessOptions): Promise<LabProcess> {
  const lab = await startLabProcess(options);
  cleanups.push(() => stopLabProcess(lab));
  return lab;
}

/** True if a small file system could be mounted there, for which one must be root, and more than that. */
function mountSmall(dir: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", dir], { stdio: "ignore" });
    cleanups.push(() => void execFileSync("umount", ["-l", dir]));
    return true;
  } catch {
    return false;
  }
}

function notebook(text: string): object {
  const cell = { cell_type: "markdown", id: "a", metadata: {}, source: text };
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] };
}

const put = (lab: LabProcess, path: string, body: object) =>
  lab.request(`/api/contents/${path}`, { method: "PUT", body: JSON.stringify(body) });
const message = async (response: Response) => (await response.json()).message as string;

/** Every way to write, with far more than there is room for; the old content must stay, and nothing else. */
async function fillUp(lab: LabProcess, root: string): Promise<void> {
  const much = "x".repeat(2_000_000);
  expect((await put(lab, "a.ipynb", { type: "notebook", content: notebook("kept") })).status).toBe(201);
  expect((await put(lab, "a.txt", { type: "file", format: "text", content: "kept" })).status).toBe(201);
  await lab.request("/api/contents/a.ipynb/checkpoints", { method: "POST" });
  symlinkSync("a.txt", join(root, "link.txt"));
  const before = readdirSync(root).sort();
  const saves = [
    ["a.ipynb", { type: "notebook", content: notebook(much) }],
    ["a.txt", { type: "file", format: "text", content: much }],
    ["a.txt", { type: "file", format: "text", content: much, chunk: 1 }],
    ["new.txt", { type: "file", format: "text", content: much }],
    ["link.txt", { type: "file", format: "text", content: much }],
  ] as const;
  for (const [path, body] of saves) {
    const response = await put(lab, path, body);
    expect([path, response.status]).toEqual([path, 507]);
    expect(await message(response)).toMatch(/nothing was changed/);
  }
  expect(readFileSync(join(root, "a.txt"), "utf8")).toBe("kept");
  expect(JSON.parse(readFileSync(join(root, "a.ipynb"), "utf8")).cells[0].source).toEqual(["kept"]);
  expect(readdirSync(root).sort()).toEqual(before);
  expect(readlinkSync(join(root, "link.txt"))).toBe("a.txt");
  const small = await put(lab, "a.ipynb", { type: "notebook", content: notebook("later") });
  expect(small.status).toBe(200);
  const restored = await lab.request("/api/contents/a.ipynb/checkpoints/checkpoint", { method: "POST" });
  expect(restored.status).toBe(204);
  expect(JSON.parse(readFileSync(join(root, "a.ipynb"), "utf8")).cells[0].source).toEqual(["kept"]);
}

describe("a disk that is full in the middle of a save", () => {
  it("costs nothing that was there", async () => {
    const root = folder();
    await fillUp(await start({ root, fileLimitBytes: 512 * 1024 }), root);
  });

  it("costs neither the file nor its checkpoint when one should replace the other", async () => {
    const root = folder();
    const lab = await start({ root, fileLimitBytes: 512 * 1024 });
    const large = "x".repeat(1_000_000);
    for (const name of ["grown.txt", "shrunk.txt"]) {
      await put(lab, name, { type: "file", format: "text", content: "small" });
      await lab.request(`/api/contents/${name}/checkpoints`, { method: "POST" });
    }
    const checkpoint = (name: string) => join(root, `.ipynb_checkpoints/${name}-checkpoint.txt`);
    writeFileSync(join(root, "grown.txt"), large);
    writeFileSync(checkpoint("shrunk"), large);

    const saved = await lab.request("/api/contents/grown.txt/checkpoints", { method: "POST" });
    expect([saved.status, readFileSync(checkpoint("grown"), "utf8")]).toEqual([507, "small"]);
    const address = "/api/contents/shrunk.txt/checkpoints/checkpoint";
    const restored = await lab.request(address, { method: "POST" });
    expect([restored.status, readFileSync(join(root, "shrunk.txt"), "utf8")]).toEqual([507, "small"]);
    expect(readFileSync(checkpoint("shrunk"), "utf8")).toBe(large);
    expect(readdirSync(root).sort()).toEqual([".ipynb_checkpoints", ".peel", "grown.txt", "shrunk.txt"]);
    expect(readdirSync(join(root, ".ipynb_checkpoints"))).toHaveLength(2);
  });

  it("costs nothing on a file system without space, either", async () => {
    const root = folder();
    // Where nothing may be mounted, the limit of file sizes stands in for the small disk.
    const isMounted = mountSmall(root);
    const prefixDir = folder();
    const lab = await start({ root, prefixDir, ...(isMounted ? {} : { fileLimitBytes: 512 * 1024 }) });
    await fillUp(lab, root);
    if (!isMounted) return;
    writeFileSync(join(root, "filler"), Buffer.alloc(900_000));
    const copy = await lab.request("/api/contents", {
      method: "POST",
      body: JSON.stringify({ copy_from: "filler" }),
    });
    expect(copy.status).toBe(507);
    expect(readdirSync(root)).not.toContain("filler-Copy1");
  });
});

describe("a file system that does not permit a change", () => {
  it("is answered with 403 in plain words, says so in the model, and lets read", async () => {
    const root = folder();
    // Root may write everywhere, so the server becomes somebody else.
    const uid = isRoot ? 65_534 : undefined;
    const prefixDir = folder();
    chmodSync(root, 0o755);
    for (const dir of ["locked", "mine"]) mkdirSync(join(root, dir));
    for (const file of ["locked/a.txt", "mine/a.txt", "mine/fixed.txt", "mine/secret.txt"]) {
      writeFileSync(join(root, file), "kept");
      if (uid) chownSync(join(root, file), uid, uid);
    }
    if (uid) for (const dir of ["locked", "mine"]) chownSync(join(root, dir), uid, uid);
    chmodSync(join(root, "mine/fixed.txt"), 0o444);
    chmodSync(join(root, "mine/secret.txt"), 0o000);
    chmodSync(join(root, "locked"), 0o555);
    cleanups.push(() => chmodSync(join(root, "locked"), 0o755));
    const lab = await start({ root, prefixDir, uid });
    const body = { type: "file", format: "text", content: "changed" };

    for (const path of ["locked/new.txt", "locked/a.txt", "mine/fixed.txt"]) {
      const response = await put(lab, path, body);
      expect([path, response.status]).toEqual([path, 403]);
      expect(await message(response)).toBe("The file system does not permit this.");
    }
    const change = (path: string, method: string, content?: object) =>
      lab.request(`/api/contents/${path}`, { method, body: content && JSON.stringify(content) });
    expect((await change("locked/a.txt", "DELETE")).status).toBe(403);
    expect((await change("locked/a.txt", "PATCH", { path: "mine/b.txt" })).status).toBe(403);
    expect((await change("locked", "POST", { type: "notebook" })).status).toBe(403);
    expect((await lab.request("/files/mine/secret.txt")).status).toBe(403);
    expect((await lab.request("/api/contents/mine/secret.txt")).status).toBe(403);

    for (const path of ["locked/a.txt", "mine/fixed.txt"]) {
      const model = await (await lab.request(`/api/contents/${path}`)).json();
      expect(model.content).toBe("kept");
      expect(readFileSync(join(root, path), "utf8")).toBe("kept");
    }
    const writable = async (path: string) =>
      (await (await lab.request(`/api/contents/${path}?content=0`)).json()).writable;
    expect(await writable("locked")).toBe(false);
    expect(await writable("mine/fixed.txt")).toBe(false);
    expect(await writable("mine/a.txt")).toBe(true);
    expect(readdirSync(join(root, "locked"))).toEqual(["a.txt"]);
  });
});

describe("what a killed server was writing", () => {
  it("is gone with the next save of that file; permissions stay", async () => {
    const root = folder();
    const lab = await start({ root });
    const body = { type: "file", format: "text", content: "one" };
    await put(lab, "a.txt", body);
    chmodSync(join(root, "a.txt"), 0o640);
    const { pid } = execDead();
    await put(lab, "a.txt", { ...body, chunk: 1 });
    const [mine] = readdirSync(root).filter((name) => name.endsWith(".unfinished"));
    const stem = mine.slice(0, mine.indexOf(".", 1) + 1);
    writeFileSync(join(root, `${stem}${pid}-0.unfinished`), "half");
    expect((await put(lab, "a.txt", body)).status).toBe(200);
    expect(readdirSync(root).filter((name) => name.endsWith(".unfinished"))).toEqual([mine]);
    expect((await put(lab, "a.txt", { ...body, chunk: -1 })).status).toBe(200);
    expect(readdirSync(root).sort()).toEqual([".peel", "a.txt"]);
    expect(readFileSync(join(root, "a.txt"), "utf8")).toBe("oneone");
    expect(statSync(join(root, "a.txt")).mode & 0o777).toBe(0o640);
  });
});

/** The id of a process that has ended. */
function execDead(): { pid: number } {
  return { pid: Number(execFileSync("sh", ["-c", "echo $$"], { encoding: "utf8" })) };
}
