import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";

const peel = fileURLToPath(new URL("../../cli/bin/peel.mjs", import.meta.url));

interface Run {
  child: ChildProcess;
  stdout: string;
  stderr: string;
  /** resolves when the process has ended and its streams are read */
  ended: Promise<number | null>;
}

const running: Run[] = [];

function start(args: string[], cwd: string): Run {
  const env = { ...process.env, PEEL_STATE_DIR: stateDir };
  const child = spawn(process.execPath, [peel, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const run: Run = {
    child,
    stdout: "",
    stderr: "",
    ended: new Promise((resolve) => child.once("close", resolve)),
  };
  child.stdout?.on("data", (chunk) => {
    run.stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    run.stderr += chunk;
  });
  running.push(run);
  return run;
}

/** Resolves to the address that a running `peel lab` prints. */
async function addressOf(run: Run): Promise<URL> {
  await expect.poll(() => run.stdout || run.stderr, { timeout: 20_000 }).toMatch(/^http:.*\n/);
  return new URL(run.stdout.trim());
}

let folder: string;
let stateDir: string;
beforeAll(() => {
  stateDir = mkdtempSync(join(tmpdir(), "peel-state-"));
  folder = mkdtempSync(join(tmpdir(), "peel-cli-"));
  mkdirSync(join(folder, "sub"));
  writeFileSync(join(folder, "sub/my notes.ipynb"), "{}");
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
});
afterAll(() => {
  for (const dir of [folder, stateDir]) rmSync(dir, { recursive: true, force: true });
});

describe("peel lab", () => {
  it("prints one line on stdout, serves, and stops with its kernels on each signal", async () => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      const run = start(["lab", "sub/my notes.ipynb", "--port", "0", "--no-browser"], folder);
      const url = await addressOf(run);
      expect(url.pathname).toBe("/lab/tree/sub/my%20notes.ipynb");
      expect(url.searchParams.get("token")).toMatch(/^[0-9a-f]{48}$/);
      expect((await fetch(url)).status).toBe(200);
      const headers = { Authorization: `token ${url.searchParams.get("token")}` };
      await fetch(new URL("/api/kernels", url), { method: "POST", headers, body: "{}" });
      const [file] = readdirSync(join(stateDir, "runtime"));
      run.child.kill(signal);
      expect(await run.ended).toBe(0);
      expect(run.stdout.split("\n")).toHaveLength(2);
      expect(existsSync(join(stateDir, "runtime", file))).toBe(false);
      await expect(fetch(url)).rejects.toThrow();
    }
  });

  it("serves the notebook's own folder when it lies elsewhere", async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), "peel-cwd-"));
    const run = start(["lab", join(folder, "sub/my notes.ipynb"), "--port=0", "--no-browser"], elsewhere);
    expect((await addressOf(run)).pathname).toBe("/lab/tree/my%20notes.ipynb");
    expect(readdirSync(join(folder, "sub"))).toEqual(["my notes.ipynb"]);
    expect(readdirSync(elsewhere)).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  it("runs several at once, each with its own workspaces, one trust, and nothing left of their runs", async () => {
    const runs = [folder, folder, join(folder, "sub")].map((cwd) =>
      start(["lab", "--no-browser", "--port", "0"], cwd),
    );
    const urls = await Promise.all(runs.map(addressOf));
    const ask = (i: number, path: string, init: RequestInit = {}) =>
      fetch(new URL(path, urls[i]), {
        ...init,
        headers: { Authorization: `token ${urls[i].searchParams.get("token")}` },
      });
    const workspace = { data: { open: "mine" }, metadata: { id: "w" } };
    const put = { method: "PUT", body: JSON.stringify(workspace) };
    expect((await ask(0, "/lab/api/workspaces/w", put)).status).toBe(204);
    expect((await (await ask(1, "/lab/api/workspaces/w")).json()).data).toEqual({ open: "mine" });
    expect((await (await ask(2, "/lab/api/workspaces/w")).json()).data).toEqual({});
    // One that is killed cannot tidy up; the next one does.
    runs[0].child.kill("SIGKILL");
    await runs[0].ended;
    const kernels = await ask(1, "/api/kernels", { method: "POST", body: "{}" });
    expect(kernels.status).toBe(201);
    for (const { child, ended } of runs.slice(1)) {
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
    }
    const last = start(["lab", "--no-browser", "--port", "0"], folder);
    await addressOf(last);
    last.child.kill("SIGTERM");
    await last.ended;
    expect(readdirSync(stateDir).filter((name) => name.startsWith("run-"))).toEqual([]);
  });

  it("takes the next port when nobody insists, and says so when somebody does", async () => {
    const blocker = createServer();
    const listening = await new Promise<Server | undefined>((resolve) => {
      blocker.once("error", () => resolve(undefined));
      blocker.listen(8888, "127.0.0.1", () => resolve(blocker));
    });
    const run = start(["lab", "--no-browser"], folder);
    const url = await addressOf(run);
    expect(Number(url.port)).toBeGreaterThan(8888);
    const insisting = start(["lab", "--no-browser", "--port", url.port], folder);
    expect(await insisting.ended).toBe(2);
    expect(insisting.stdout).toBe("");
    expect(insisting.stderr).toBe(
      `Port ${url.port} is taken by another program. Leave out --port for a free one, or choose another.\n`,
    );
    listening?.close();
  });

  it("warns of other machines only where these can reach it", async () => {
    const run = start(["lab", "--no-browser", "--port", "0", "--allow-remote"], folder);
    await addressOf(run);
    expect(run.stderr).not.toContain("Warning");
  });

  it("says in one sentence what is wrong with its arguments", async () => {
    const cases: [string[], RegExp][] = [
      [["lab", "missing.ipynb"], /^There is no notebook missing\.ipynb\./],
      [["lab", "sub"], /^sub is not a file\./],
      [["lab", "a", "b"], /takes one notebook/],
      [["lab", "--port", "high"], /whole number from 0 to 65535/],
      [["lab", "--port", "70000"], /whole number from 0 to 65535/],
      [["lab", "--prot", "1"], /--prot/],
      [["lab", "--host", "0.0.0.0"], /other machines could reach .* also say --allow-remote/],
      [["lab", "--allow-host", "http://a"], /--allow-host must be the name of a host/],
      [["lab", "--cull-idle", "soon"], /whole number of seconds above 0/],
    ];
    for (const [args, message] of cases) {
      const run = start(args, folder);
      expect([args, await run.ended]).toEqual([args, 2]);
      expect(run.stderr).toMatch(message);
      expect(run.stderr).not.toMatch(/^\s+at /m);
      expect(run.stdout).toBe("");
    }
  });
});
