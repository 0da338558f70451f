/** Into other people's Jupyter, and out again. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
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
import { fileURLToPath } from "node:url";
import { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { referenceIsThere } from "../support/referenceServer.js";
import { peel } from "./peel.js";

const clone = fileURLToPath(new URL("../..", import.meta.url));
let folder: string;
let prefix: string;
const inPrefix = (path: string) => join(prefix, "share/jupyter", path);
const readJson = (path: string) => JSON.parse(readFileSync(inPrefix(path), "utf8"));
const filesIn = (dir: string) => readdirSync(dir, { recursive: true, encoding: "utf8" }).sort();
/** Nothing of whoever runs the tests takes part. */
const nobody = () => ({
  HOME: folder,
  JUPYTER_PATH: undefined,
  JUPYTER_DATA_DIR: undefined,
  XDG_DATA_HOME: undefined,
  VIRTUAL_ENV: undefined,
  CONDA_PREFIX: undefined,
});
const install = (...args: string[]) => peel(["install", ...args], { cwd: folder, env: nobody() });
const uninstall = (...args: string[]) => peel(["uninstall", ...args], { cwd: folder, env: nobody() });

const views = "labextensions/@vision-peel/widgets";
const manager = "labextensions/@jupyter-widgets/jupyterlab-manager";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "peel-install-"));
  prefix = join(folder, "prefix");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("peel install", { timeout: 240_000 }, () => {
  it("writes kernel, views and widget manager under the prefix, twice if need be", () => {
    for (let i = 0; i < 2; i++) expect(install("--prefix", prefix)).toMatchObject({ code: 0, stdout: "" });
    expect(readJson("kernels/peel/kernel.json")).toMatchObject({
      display_name: "TypeScript (Peel)",
      language: "typescript",
      interrupt_mode: "message",
    });
    for (const [name, extension] of [
      ["@vision-peel/widgets", views],
      ["@jupyter-widgets/jupyterlab-manager", manager],
    ]) {
      expect(readJson(`${extension}/install.json`)).toMatchObject({ packageName: name });
      expect(
        existsSync(inPrefix(`${extension}/${readJson(`${extension}/package.json`).jupyterlab._build.load}`)),
      ).toBe(true);
    }
    expect(readdirSync(inPrefix(""))).toEqual(["kernels", "labextensions", "peel"]);
    expect(readdirSync(inPrefix("labextensions/@vision-peel"))).toEqual(["widgets"]);
  });

  it("copies the kernel with all it needs: no link, nothing of the clone", () => {
    const { argv } = readJson("kernels/peel/kernel.json") as { argv: string[] };
    expect(argv.filter((part) => part.startsWith("/") && !part.startsWith(inPrefix("peel")))).toEqual([
      process.execPath,
    ]);
    const places = filesIn(inPrefix("peel"));
    expect(places.filter((path) => lstatSync(inPrefix(`peel/${path}`)).isSymbolicLink())).toEqual([]);
    expect(places.filter((path) => /\/(darwin|win32)\/|\.map$|\.unfinished/.test(path))).toEqual([]);
    for (const file of ["kernels/peel/kernel.json", "peel/manifest.json", `${views}/install.json`]) {
      expect(readFileSync(inPrefix(file), "utf8")).not.toContain(clone);
    }
  });

  it("leaves a kernel that decodes, and shows views, from any folder", async () => {
    const { argv } = readJson("kernels/peel/kernel.json");
    let log = "";
    const onLog = (text: string) => {
      log += text;
    };
    const kernel = await KernelClient.start({ argv, cwd: folder, onLog });
    const resultOf = async (code: string) => {
      const { published } = await kernel.execute(code);
      const failure = published.find(({ header }) => header.msg_type === "error");
      if (failure) throw new Error(failure.content.evalue);
      return published.find(({ header }) => header.msg_type === "execute_result")?.content.data;
    };
    const found = await resultOf('import * as peel from "vision-peel"; import.meta.resolve("vision-peel")');
    expect(found["text/plain"]).toContain(inPrefix("peel/node_modules/vision-peel/"));
    const view = await resultOf('import { FloatSlider } from "@vision-peel/kernel"; new FloatSlider()');
    expect(Object.keys(view)).toContain("application/vnd.jupyter.widget-view+json");
    await kernel.shutdown();
    expect(log).toBe("");
  });

  it.runIf(referenceIsThere())("is found by Jupyter", () => {
    const env = { ...process.env, JUPYTER_PATH: inPrefix("") };
    const text = execFileSync("/usr/bin/python3", ["-m", "jupyter_client.kernelspecapp", "list", "--json"], {
      env,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    expect(JSON.parse(text).kernelspecs.peel.resource_dir).toBe(inPrefix("kernels/peel"));
  });

  it("takes the place of links and files that have its folders' names", () => {
    rmSync(inPrefix("kernels/peel"), { recursive: true });
    symlinkSync("/nowhere", inPrefix("kernels/peel"));
    rmSync(inPrefix("peel"), { recursive: true });
    writeFileSync(inPrefix("peel"), "");
    expect(install("--prefix", prefix).code).toBe(0);
    expect(readJson("kernels/peel/kernel.json").language).toBe("typescript");
    expect(readJson("peel/manifest.json").files).toBeDefined();
  });

  it("is undone without a trace", () => {
    expect(uninstall("--prefix", prefix).stderr).toMatch(/^(Removed .*\n){4}$/);
    expect(filesIn(prefix)).toEqual([]);
    expect(uninstall("--prefix", prefix)).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/nothing of Peel/),
    });
  });

  it("installs for the active environment, and leaves alone what others installed there", () => {
    const env = { ...nobody(), VIRTUAL_ENV: prefix };
    const foreign = {
      "kernels/python3/kernel.json": "{}",
      [`${manager}/package.json`]: '{ "version": "5.0.13" }',
    };
    for (const [path, text] of Object.entries(foreign)) {
      mkdirSync(inPrefix(join(path, "..")), { recursive: true });
      writeFileSync(inPrefix(path), text);
    }
    const before = filesIn(prefix);
    const { code, stderr } = peel(["install", "--sys-prefix"], { env });
    expect(code).toBe(0);
    expect(stderr).not.toMatch(/widget manager/);
    expect(readJson("kernels/peel/kernel.json").language).toBe("typescript");
    expect(readJson(`${manager}/package.json`)).toEqual({ version: "5.0.13" });
    expect(peel(["uninstall", "--sys-prefix"], { env }).code).toBe(0);
    expect(filesIn(prefix)).toEqual(before);
  });

  it("installs for the user, if nobody says where", () => {
    expect(install().code).toBe(0);
    const user = join(folder, process.platform === "darwin" ? "Library/Jupyter" : ".local/share/jupyter");
    expect(existsSync(join(user, "kernels/peel/kernel.json"))).toBe(true);
    expect(uninstall("--user").code).toBe(0);
    expect(existsSync(user)).toBe(false);
  });

  it("neither removes nor overwrites folders of its names that are somebody else's", () => {
    const theirs = {
      "kernels/peel/kernel.json":
        '{ "argv": ["peel-orange", "{connection_file}"], "display_name": "Orange peel" }',
      "peel/recipes.txt": "lemons",
    };
    const elsewhere = mkdtempSync(join(folder, "theirs-"));
    const inTheirs = (path: string) => join(elsewhere, "share/jupyter", path);
    for (const [path, text] of Object.entries(theirs)) {
      mkdirSync(inTheirs(join(path, "..")), { recursive: true });
      writeFileSync(inTheirs(path), text);
    }
    expect(install("--prefix", elsewhere)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/kernels\/peel must be free, .*somebody else's folder: put it aside/),
    });
    const { code, stderr } = uninstall("--prefix", elsewhere);
    expect([code, stderr.match(/Left .*: it is not Peel's\./g)?.length]).toEqual([0, 2]);
    for (const [path, text] of Object.entries(theirs))
      expect(readFileSync(inTheirs(path), "utf8")).toBe(text);
  });

  it("says where it cannot write, and what excludes each other", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const blocked = install("--prefix", join(file, "x"));
    expect(blocked).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/a part of its path is a file\. Choose/),
    });
    if (process.platform === "linux") {
      expect(install("--prefix", "/proc/1/x")).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/\/proc\/1\/x cannot be made: \/proc\/1 takes none\. Choose/),
      });
    }
    for (const flags of [
      ["--user", "--sys-prefix"],
      ["--user", "--prefix", "x"],
      ["--prefix", ""],
    ]) {
      for (const verb of ["install", "uninstall", "doctor"]) {
        expect([verb, peel([verb, ...flags]).code]).toEqual([verb, 2]);
      }
    }
  });
});
