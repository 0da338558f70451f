/** The five packages as they would be published, installed into an empty folder: everything is in them. */
import { execFileSync, spawn } from "node:child_process";
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
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../kernel-ext/kernel.js";
import { codeCell, notebookOf } from "../support/executeNotebook.js";
import { processesWith } from "../support/processes.js";

const workspaces = ["src", "kernel-ext", "widgets", "lab", "cli"];
let folder: string;
const at = (...path: string[]) => join(folder, ...path);
const env = { ...process.env, HOME: "", ONNXRUNTIME_NODE_INSTALL: "skip" };
/** npm's own answer is on stdout; what it says besides is shown only if it fails. */
const run = (command: string, args: string[], cwd: string) =>
  execFileSync(command, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const peel = (...args: string[]) => run("npx", ["--no-install", "peel", ...args], at("user"));

const nameOf = (workspace: string) => `@vision-peel/${workspace === "kernel-ext" ? "kernel" : workspace}`;

/** Our own installed files that hold a text; a package that was built elsewhere must not know where. */
function filesThatName(text: string): string[] {
  return ["vision-peel", "@vision-peel"].flatMap((name) =>
    readdirSync(at("user/node_modules", name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => readFileSync(path).includes(text)),
  );
}

// It takes a minute and the registry.
describe.runIf(process.env.PEEL_CI === "1")("the packages", { timeout: 300_000 }, () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "peel-packages-"));
    for (const name of ["packed", "user", "home"]) mkdirSync(at(name));
    env.HOME = at("home");
    const chosen = workspaces.flatMap((name) => ["-w", name]);
    run("npm", ["pack", ...chosen, "--pack-destination", at("packed")], projectRoot);
    writeFileSync(at("user", "package.json"), '{ "private": true }');
    const packed = readdirSync(at("packed")).map((name) => at("packed", name));
    run("npm", ["install", "--no-audit", "--no-fund", ...packed], at("user"));
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  it("are five, of one version and one licence, without links into a clone", () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8"));
    expect(readdirSync(at("packed"))).toHaveLength(5);
    expect(peel("--version").trim()).toBe(version);
    for (const name of [
      "vision-peel",
      ...["kernel", "widgets", "lab", "cli"].map((one) => `@vision-peel/${one}`),
    ]) {
      const description = JSON.parse(readFileSync(at("user/node_modules", name, "package.json"), "utf8"));
      expect({ name, version: description.version, license: description.license }).toEqual({
        name,
        version,
        license: "MIT",
      });
      expect(existsSync(at("user/node_modules", name, "LICENSE")), name).toBe(true);
    }
    expect(filesThatName(projectRoot)).toEqual([]);
  });

  it("run a notebook", () => {
    const cell = codeCell(
      'import { decodeDepth, encodeDepth, renderScene, sampleScene } from "vision-peel";\n' +
        'import { DepthView } from "@vision-peel/widgets";\n' +
        "const { depth } = renderScene(sampleScene({ seed: 3 }), { width: 32, height: 24 });\n" +
        "new DepthView({ depth: decodeDepth(encodeDepth(depth)) })",
    );
    writeFileSync(at("user", "n.ipynb"), JSON.stringify(notebookOf(cell)));
    peel("execute", "n.ipynb");
    const { cells, metadata } = JSON.parse(readFileSync(at("user", "n.executed.ipynb"), "utf8"));
    expect(cells[0].outputs[0].data["text/plain"].join("")).toMatch(/^DepthView depth\[24×32\]/);
    expect(JSON.stringify(metadata.widgets)).toContain("@vision-peel/widgets");
  });

  it("serve JupyterLab with kernel and views", async () => {
    const child = spawn("npx", ["--no-install", "peel", "lab", "--no-browser", "--port", "0"], {
      cwd: at("user"),
      env,
    });
    const url = await new Promise<URL>((resolve, reject) => {
      child.stdout.once("data", (chunk) => resolve(new URL(String(chunk).trim())));
      child.once("close", (code) => reject(new Error(`peel lab ended with ${code}`)));
    });
    const ask = (path: string) => fetch(new URL(path + url.search, url));
    expect((await (await ask("/api/kernelspecs")).json()).default).toBe("peel");
    expect(await (await ask("/lab")).text()).toContain("@vision-peel/widgets");
    const ended = new Promise((resolve) => child.once("close", resolve));
    for (const { pid, args } of processesWith("lab --no-browser --port 0"))
      if (args.includes(at("user"))) process.kill(pid, "SIGINT");
    await ended;
  });

  it("install, are found in health, and uninstall without a trace", () => {
    const prefix = at("prefix");
    mkdirSync(prefix);
    peel("install", "--prefix", prefix);
    const findings = JSON.parse(peel("doctor", "--json", "--prefix", prefix)) as { status: string }[];
    expect(findings.filter(({ status }) => status === "fault")).toEqual([]);
    peel("uninstall", "--prefix", prefix);
    expect(readdirSync(prefix)).toEqual([]);
    run("npm", ["uninstall", "--no-audit", "vision-peel", ...workspaces.slice(1).map(nameOf)], at("user"));
    // npm itself leaves empty folders of scopes.
    const left = readdirSync(at("user/node_modules"), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([".package-lock.json"]);
    // npm's cache, and that of the browser whose version the doctor has asked.
    expect(readdirSync(at("home")).filter((name) => ![".npm", ".cache"].includes(name))).toEqual([]);
  });
});
