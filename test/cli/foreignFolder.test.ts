/** A folder from elsewhere that brings along what `peel lab` could believe: nothing of it is. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findStateDir } from "../../cli/dist/lab/stateDir.js";
import { KernelSocket } from "../support/kernelSocket.js";
import { addressOf } from "./labRun.js";

const peel = fileURLToPath(new URL("../../cli/bin/peel.mjs", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "peel-foreign-"));
const stateDir = mkdtempSync(join(tmpdir(), "peel-state-test-"));
const harmed = join(root, "harmed");
let lab: ChildProcess;
let url: URL;

function write(path: string, text: string | object): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), typeof text === "string" ? text : JSON.stringify(text));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}

const output = {
  output_type: "display_data",
  metadata: {},
  data: { "application/javascript": "window.harmed = 1", "text/plain": "x" },
};
const notebook = {
  cells: [{ cell_type: "code", id: "a", execution_count: 1, metadata: {}, source: "1", outputs: [output] }],
  metadata: { kernelspec: { name: "evil", display_name: "TypeScript", language: "typescript" } },
  nbformat: 4,
  nbformat_minor: 5,
};

/** What runs as soon as the kernel loads it. */
const hostile = `require("node:fs").writeFileSync(${JSON.stringify(harmed)}, "")`;

beforeAll(async () => {
  write("Report.ipynb", notebook);
  const secret = "known";
  const signature = createHmac("sha256", secret)
    .update(JSON.stringify(sorted(notebook)))
    .digest("hex");
  for (const prefix of [".peel", "share/..", ".local/state/peel"]) {
    write(`${prefix}/trust/secret`, secret);
    write(`${prefix}/trust/signatures/${signature}`, "");
    const argv = ["/bin/sh", "-c", `touch '${harmed}'`];
    write(`${prefix}/share/jupyter/kernels/evil/kernel.json`, {
      argv,
      display_name: "T",
      language: "typescript",
    });
    write(`${prefix}/share/jupyter/kernels/peel/kernel.json`, {
      argv,
      display_name: "T",
      language: "typescript",
    });
    const extension = `${prefix}/share/jupyter/labextensions/evil`;
    write(`${extension}/package.json`, { name: "evil", jupyterlab: { _build: { load: "static/a.js" } } });
    write(`${extension}/static/a.js`, "window.harmed = 1");
    write(
      `${prefix}/settings/%40jupyterlab%2Fapputils-extension%3Asanitizer.jupyterlab-settings`,
      '{"autolink": false}',
    );
  }
  for (const name of ["@vision-peel/widgets", "@vision-peel/kernel", "vision-peel"]) {
    write(`node_modules/${name}/package.json`, { name, main: "./index.cjs" });
    write(`node_modules/${name}/index.cjs`, hostile);
  }
  lab = spawn(process.execPath, [peel, "lab", "Report.ipynb", "--no-browser", "--port", "0"], {
    cwd: root,
    env: { ...process.env, PEEL_STATE_DIR: stateDir },
    stdio: ["ignore", "pipe", "pipe"],
  });
  url = await addressOf(lab);
});
afterAll(async () => {
  const ended = new Promise((resolve) => lab.once("close", resolve));
  lab.kill("SIGTERM");
  await ended;
  expect(readdirSync(stateDir).filter((name) => name.startsWith("run-"))).toEqual([]);
  for (const folder of [root, stateDir]) rmSync(folder, { recursive: true, force: true });
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(new URL(path, url), {
    ...init,
    headers: { Authorization: `token ${url.searchParams.get("token")}`, ...init.headers },
  });

describe("a folder from elsewhere", () => {
  it("brings no kernel", async () => {
    const { default: name, kernelspecs } = await (await ask("/api/kernelspecs")).json();
    expect([name, Object.keys(kernelspecs)]).toEqual(["peel", ["peel"]]);
    expect(kernelspecs.peel.spec.argv[0]).toBe(process.execPath);
    for (const name of ["evil", "peel"]) {
      const started = await ask("/api/kernels", { method: "POST", body: JSON.stringify({ name }) });
      expect([name, started.status]).toEqual([name, name === "peel" ? 201 : 404]);
    }
  });

  it("has nothing of it run when a kernel starts in it", async () => {
    const body = JSON.stringify({
      path: "Report.ipynb",
      type: "notebook",
      name: "",
      kernel: { name: "peel" },
    });
    const { kernel } = await (await ask("/api/sessions", { method: "POST", body })).json();
    const token = url.searchParams.get("token") ?? "";
    const socket = await KernelSocket.open({ port: Number(url.port), token }, kernel.id);
    // A cell waits for all that the kernel loads at its start.
    const { reply } = await socket.execute("40 + 2");
    expect(reply.content.status).toBe("ok");
    socket.webSocket.close();
    expect(existsSync(harmed)).toBe(false);
  }, 90_000);

  it("brings no labextension", async () => {
    const page = await (await ask("/lab")).text();
    const config = JSON.parse(/application\/json">(.*)<\/script>/.exec(page)?.[1] ?? "");
    expect(config.federated_extensions.map(({ name }: { name: string }) => name)).toEqual([
      "@vision-peel/widgets",
    ]);
    const { load } = config.federated_extensions[0];
    expect((await ask(`/lab/extensions/@vision-peel/widgets/${load}`)).status).toBe(200);
    expect((await ask("/lab/extensions/evil/static/a.js")).status).toBe(404);
  });

  it("brings no trust and no settings", async () => {
    const { content } = await (await ask("/api/contents/Report.ipynb")).json();
    expect(content.cells[0].metadata.trusted).toBe(false);
    const { raw } = await (await ask("/lab/api/settings/@jupyterlab/apputils-extension:sanitizer")).json();
    expect(raw).toBe("{}");
  });

  it("is not written into", () => {
    expect(existsSync(join(root, ".peel/runtime"))).toBe(false);
    expect(readFileSync(join(root, ".peel/trust/secret"), "utf8")).toBe("known");
    expect(readdirSync(stateDir)).toEqual(expect.arrayContaining(["runtime", "trust"]));
  });
});

describe("the folder for what is kept", () => {
  const at = (packageDir: string, env: Record<string, string>, home = join(stateDir, "home")) =>
    findStateDir({ packageDir, env, home, platform: "linux" });

  it("is in the clone that Peel runs from, else the user's own", () => {
    const clone = mkdtempSync(join(stateDir, "clone-"));
    writeFileSync(join(clone, "package.json"), '{ "name": "peel", "workspaces": [] }');
    expect(at(join(clone, "cli"), {})).toEqual({ dir: join(clone, ".peel"), isTemporary: false });
    const installed = join(stateDir, "project/node_modules/@vision-peel/cli");
    expect(at(installed, {}).dir).toBe(join(stateDir, "home/.local/state/peel"));
    expect(at(installed, { XDG_STATE_HOME: join(stateDir, "xdg") }).dir).toBe(join(stateDir, "xdg/peel"));
    expect(at(installed, { XDG_STATE_HOME: "relative" }).dir).toBe(join(stateDir, "home/.local/state/peel"));
    expect(at(installed, { PEEL_STATE_DIR: join(stateDir, "named") }).dir).toBe(join(stateDir, "named"));
    expect(at(installed, { PEEL_STATE_DIR: ".peel" }).dir).toBe(join(stateDir, "home/.local/state/peel"));
  });

  it("is another one where that cannot be written, and a temporary one where none can", () => {
    const clone = mkdtempSync(join(stateDir, "clone-"));
    writeFileSync(join(clone, "package.json"), '{ "name": "peel", "workspaces": [] }');
    // A file in its place is what nobody, not even root, can write into.
    writeFileSync(join(clone, ".peel"), "");
    expect(at(join(clone, "cli"), {}).dir).toBe(join(stateDir, "home/.local/state/peel"));
    const { dir, isTemporary } = at(join(clone, "cli"), {}, join(clone, ".peel"));
    expect([isTemporary, readdirSync(dir)]).toEqual([true, []]);
    rmSync(dir, { recursive: true });
  });
});
