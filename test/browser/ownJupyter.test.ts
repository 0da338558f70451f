/** `peel lab --jupyter`: somebody's own JupyterLab shows tutorial 01 with our kernel and views. */
import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { peel } from "../cli/peel.js";
import { projectRoot } from "../kernel-ext/kernel.js";
import { browserIsThere, launchBrowser } from "../support/browser.js";
import { openNotebook } from "../support/lab.js";
import { ownJupyterPath } from "../support/ownJupyter.js";
import { processesWith } from "../support/processes.js";
import { evaluate, outputsOf, runAll } from "./notebook.js";

const folders: string[] = [];
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) {
    for (const { pid } of processesWith(folder)) process.kill(pid, "SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "peel-own-jupyter-"));
  folders.push(folder);
  return folder;
}

describe("peel lab --jupyter", () => {
  /** A PATH on which there is nothing but what is written there. */
  const pathWith = (programs: Record<string, string>) => {
    const folder = newFolder();
    for (const [name, text] of Object.entries(programs)) {
      writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    return folder;
  };
  const args = ["lab", "--jupyter", "--no-browser", "--port", "0"];

  it("says where there is none, or one that is too old", () => {
    const none = peel(args, { env: { PATH: pathWith({}) }, cwd: newFolder() });
    expect(none.code).toBe(2);
    expect(none.stderr).toMatch(/^--jupyter needs a JupyterLab, and no jupyter-lab on the PATH runs\. .*\n$/);
    const old = peel(args, { env: { PATH: pathWith({ "jupyter-lab": "echo 4.1.8" }) }, cwd: newFolder() });
    expect(old.stderr).toMatch(
      /^--jupyter needs JupyterLab 4\.2 or newer, and the one on the PATH is 4\.1\.8\. /,
    );
  });

  it.runIf(process.platform !== "win32")(
    "leaves no JupyterLab behind when it is killed",
    { timeout: 60_000 },
    async () => {
      const root = newFolder();
      const mark = join(root, "kernel-of-the-test");
      // As a JupyterLab: it answers, starts processes, and ends them when it is asked to.
      const script = `
        const { spawn } = require("node:child_process");
        if (process.argv.includes("--version")) { console.log("4.4.0"); process.exit(); }
        const port = Number(process.argv.find((arg) => arg.startsWith("--port=")).slice(7));
        require("node:http").createServer((_, answer) => answer.end("{}")).listen(port, "127.0.0.1");
        const kernel = spawn("/bin/sh", ["-c", "while :; do sleep 1; done", ${JSON.stringify(mark)}]);
        process.on("SIGTERM", () => { kernel.kill("SIGKILL"); process.exit(0); });`;
      const programs = pathWith({ "jupyter-lab": `exec ${process.execPath} ${join(root, "lab.cjs")} "$@"` });
      writeFileSync(join(root, "lab.cjs"), script);
      const child = spawn(process.execPath, [join(projectRoot, "cli/bin/peel.mjs"), ...args], {
        cwd: root,
        env: { ...process.env, PATH: `${programs}:/bin:/usr/bin`, PEEL_STATE_DIR: newFolder() },
        stdio: ["ignore", "pipe", "ignore"],
      });
      running.push(child);
      await new Promise((resolve) => child.stdout.once("data", resolve));
      expect(processesWith(mark)).toHaveLength(1);
      child.kill("SIGKILL");
      await expect.poll(() => processesWith(mark).length, { timeout: 20_000 }).toBe(0);
      await expect.poll(() => processesWith(join(root, "lab.cjs")).length, { timeout: 20_000 }).toBe(0);
    },
  );

  it("tells of one that does not come up, and refuses what only our server knows", () => {
    const broken = 'case "$1" in --version) echo 4.4.0;; *) echo no module >&2; exit 3;; esac';
    const run = peel(args, {
      env: { PATH: [pathWith({ "jupyter-lab": broken }), "/bin", "/usr/bin"].join(delimiter) },
      cwd: newFolder(),
    });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/no module\nJupyterLab 4\.4\.0 ended with code 3 before it answered\. /);
    const refused = peel([...args, "--log-requests"], { cwd: newFolder() });
    expect(refused.stderr).toMatch(
      /^--log-requests is for the server of peel lab, not for your own JupyterLab\. /,
    );
  });
});

const path = ownJupyterPath();
if (path === undefined)
  console.log(
    "There is no JupyterLab of its own here: peel lab --jupyter is untried. PEEL_JUPYTER=DIR names one.",
  );

describe.runIf(path !== undefined && browserIsThere())("a JupyterLab of one's own", () => {
  it("runs tutorial 01 with kernel and views, and ends with its kernels", { timeout: 240_000 }, async () => {
    const root = newFolder();
    cpSync(join(projectRoot, "notebooks"), join(root, "notebooks"), { recursive: true });
    symlinkSync(join(projectRoot, "node_modules"), join(root, "node_modules"));
    const stateDir = newFolder();
    const config = join(root, "config");
    mkdirSync(config);
    writeFileSync(join(config, "jupyter_lab_config.json"), '{"LabApp": {"expose_app_in_browser": true}}');
    const child = spawn(
      process.execPath,
      [join(projectRoot, "cli/bin/peel.mjs"), "lab", "--jupyter", "--no-browser", "--port", "0"],
      {
        cwd: root,
        env: { ...process.env, PATH: path, JUPYTER_CONFIG_DIR: config, HOME: root, PEEL_STATE_DIR: stateDir },
      },
    );
    running.push(child);
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk) => {
      out += chunk;
    });
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    await expect.poll(() => out || child.exitCode, { timeout: 120_000 }).toMatch(/^http:.*\n$/);
    const url = new URL(out.trim());
    const token = url.searchParams.get("token") ?? "";
    expect(err).not.toContain(token);

    const browser = await launchBrowser();
    try {
      const { page } = browser;
      await openNotebook(page, { port: Number(url.port), token }, "notebooks/tutorials/01-first-light.ipynb");
      await runAll(page);
      const view = page.locator(".peel-view").first();
      await view.waitFor();
      const outputs = (await outputsOf(page)).flat();
      expect(outputs.filter(({ output_type }) => output_type === "error")).toEqual([]);
      await evaluate(page, "view.set({ near: 3, far: 4.5 }); view.near");
      await view.scrollIntoViewIfNeeded();
      await view.locator(".peel-handle-far").press("ArrowLeft");
      await expect.poll(async () => Number(await evaluate(page, "view.far"))).toBeLessThan(4.5);
      mkdirSync("test-results", { recursive: true });
      await page.screenshot({ path: "test-results/own-jupyterlab.png" });
    } finally {
      await browser.close();
    }
    const ended = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(processesWith(root)).toEqual([]);
    expect(existsSync(join(root, ".peel"))).toBe(false);
    expect(readdirSync(stateDir)).toEqual([]);
  });
});
