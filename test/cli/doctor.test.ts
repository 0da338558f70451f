/** What can be wrong with an installation: each fault is planted, found, and mended by what the doctor says. */
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../cli/dist/doctor/finding.js";
import { peel } from "./peel.js";

let folder: string;
let prefix: string;
const env: Record<string, string | undefined> = {
  JUPYTER_PATH: undefined,
  VIRTUAL_ENV: undefined,
  CONDA_PREFIX: undefined,
  PEEL_CHROMIUM: undefined,
};
const place = (path: string) => join(prefix, "share/jupyter", path);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "peel-doctor-"));
  // What a shell would take apart, did the remedies not quote it.
  prefix = join(folder, `it's a "prefix" of $HOME`);
  env.HOME = folder;
  expect(peel(["install", "--prefix", prefix], { env }).code).toBe(0);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function examine(): { code: number | null; findings: Finding[]; faults: Finding[] } {
  const { code, stdout } = peel(["doctor", "--json", "--prefix", prefix], { env });
  const findings = JSON.parse(stdout) as Finding[];
  return { code, findings, faults: findings.filter(({ status }) => status === "fault") };
}

/** Pastes what stands in a remedy into a shell. */
function obey({ remedy = "", command }: Finding): void {
  expect(command).toBeDefined();
  const line = remedy.slice(remedy.indexOf(": ") + 2);
  const { status, stderr } = spawnSync("/bin/sh", ["-c", line], {
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  expect([line, status, status === 0 ? "" : stderr]).toEqual([line, 0, ""]);
  // What a shell forgets, the others do not know.
  if (command?.[0] === "unset") env[command[1]] = undefined;
}

function changeJson(path: string, change: (value: Record<string, unknown>) => void): void {
  const value = JSON.parse(readFileSync(path, "utf8"));
  change(value);
  writeFileSync(path, JSON.stringify(value));
}

const spec = () => place("kernels/peel/kernel.json");
const kernel = () => place("peel/node_modules/@vision-peel/kernel");
const views = () => place("labextensions/@vision-peel/widgets");
const manager = () => place("labextensions/@jupyter-widgets/jupyterlab-manager");

/** What is broken; which findings must tell of it; and in which words. */
const faults: [what: string, plant: () => void, names: string[], words: RegExp][] = [
  ["no kernelspec", () => rmSync(place("kernels"), { recursive: true }), ["kernelspec"], /there is none/],
  ["a broken kernelspec", () => writeFileSync(spec(), '{ "argv": ['), ["kernelspec"], /not a kernelspec/],
  [
    "a Node that is gone",
    () =>
      changeJson(spec(), (value) =>
        Object.assign(value.argv as string[], ["/opt/node-of-yesterday/bin/node"]),
      ),
    ["kernelspec", "kernel"],
    /no Node that runs/,
  ],
  [
    "a kernelspec that starts another kernel",
    () =>
      changeJson(spec(), (value) =>
        Object.assign(value, { argv: [process.execPath, join(folder, "gone.js"), "{connection_file}"] }),
      ),
    ["kernelspec", "kernel"],
    /another kernel/,
  ],
  [
    "an environment that is none",
    () => changeJson(spec(), (value) => Object.assign(value, { env: { A: 1 } })),
    ["kernelspec"],
    /not a kernelspec/,
  ],
  [
    "a kernel without its heart",
    () => unlinkSync(join(kernel(), "dist/kernel.js")),
    ["kernel's files", "kernel"],
    /dist\/kernel\.js/,
  ],
  [
    "a file that somebody edited",
    () => writeFileSync(join(kernel(), "dist/main.js"), "throw new Error('edited');"),
    ["kernel's files", "kernel"],
    /dist\/main\.js/,
  ],
  [
    "a package less",
    () => rmSync(place("peel/node_modules/tslab"), { recursive: true }),
    ["kernel's files", "kernel"],
    /tslab/,
  ],
  [
    "a kernel of another version",
    () => changeJson(place("peel/manifest.json"), (value) => Object.assign(value, { version: "0.0.1" })),
    ["kernel's files"],
    /version 0\.0\.1/,
  ],
  ["no views", () => rmSync(views(), { recursive: true }), ["views"], /nothing in/],
  [
    "views of another version",
    () => changeJson(join(views(), "package.json"), (value) => Object.assign(value, { version: "9.9.9" })),
    ["views"],
    /version 9\.9\.9/,
  ],
  [
    "half of the views",
    () => {
      for (const name of readdirSync(join(views(), "static")).filter((file) =>
        file.startsWith("remoteEntry"),
      ))
        unlinkSync(join(views(), "static", name));
    },
    ["views"],
    /missing or changed: static\/remoteEntry/,
  ],
  [
    "an environment in which Node does not start",
    () => changeJson(spec(), (value) => Object.assign(value, { env: { NODE_OPTIONS: "--bad" } })),
    ["kernel"],
    /does not work: .*--bad/s,
  ],
  [
    "a kernelspec that loads no views",
    () =>
      changeJson(spec(), (value) => {
        value.argv = (value.argv as string[]).slice(0, -2);
      }),
    ["kernelspec"],
    /--preload is missing/,
  ],
  [
    "a kernelspec that an interrupt kills",
    () => changeJson(spec(), (value) => Object.assign(value, { interrupt_mode: "signal" })),
    ["kernelspec"],
    /interrupt_mode is signal/,
  ],
  [
    "a kernelspec that is a link to nowhere",
    () => {
      rmSync(place("kernels/peel"), { recursive: true });
      symlinkSync("/nowhere", place("kernels/peel"));
    },
    ["kernelspec"],
    /there is none/,
  ],
  [
    "a file where the kernel should be",
    () => {
      rmSync(place("peel"), { recursive: true });
      writeFileSync(place("peel"), "");
    },
    ["kernel's files", "kernel"],
    /missing or changed/,
  ],
  [
    "a link to nowhere where labextensions should be",
    () => {
      rmSync(place("labextensions"), { recursive: true });
      symlinkSync("/nowhere", place("labextensions"));
    },
    ["folder", "views", "widget manager"],
    /is a link that leads nowhere/,
  ],
  [
    "a kernelspec of the user's that hides this one",
    () => {
      const dir = join(folder, ".local/share/jupyter/kernels/peel");
      mkdirSync(dir, { recursive: true });
      writeFileSync(join(dir, "kernel.json"), '{ "argv": ["/gone"] }');
    },
    ["other places"],
    /a kernelspec of unknown origin in .*\.local.* may be taken instead/,
  ],
  [
    "views on JUPYTER_PATH that hide these",
    () => {
      env.JUPYTER_PATH = join(folder, "named path");
      const dir = join(env.JUPYTER_PATH, "labextensions/@vision-peel/widgets");
      mkdirSync(dir, { recursive: true });
      writeFileSync(join(dir, "package.json"), '{ "version": "0.0.1" }');
    },
    ["other places"],
    /views of version 0\.0\.1 in .*named path/,
  ],
  ["no widget manager", () => rmSync(manager(), { recursive: true }), ["widget manager"], /nothing in/],
  [
    "a browser that is not there",
    () => {
      env.PEEL_CHROMIUM = join(folder, "no-browser");
    },
    ["Chromium"],
    /no-browser, which is not there/,
  ],
];

describe("peel doctor", { timeout: 240_000 }, () => {
  it("names every version, and finds a new installation in health", () => {
    const { code, findings, faults: found } = examine();
    expect(found).toEqual([]);
    expect(code).toBe(0);
    const told = Object.fromEntries(findings.map((finding) => [finding.name, finding.found]));
    expect(told).toMatchObject({
      Node: expect.stringContaining(process.version),
      kernel: expect.stringMatching(/^0\.\d+\.\d+, protocol 5\.\d, TypeScript 5\.9\.\d, computes$/),
      "kernel's files": expect.stringMatching(/^complete, version 0\./),
      views: expect.stringMatching(/^0\./),
      "widget manager": expect.stringMatching(/^5\./),
      "peel lab": expect.stringMatching(/^JupyterLab 4\./),
      devices: expect.stringMatching(/\bcpu\b.*ONNX Runtime 1\./),
    });
    expect(Object.keys(told)).toEqual(
      expect.arrayContaining(["JupyterLab", "Chromium", "loopback", "folder"]),
    );
  });

  it.each(faults)("finds %s, and how to mend it", (_, plant, names, words) => {
    plant();
    const ill = examine();
    expect(ill.code).toBe(1);
    expect(ill.faults.map(({ name }) => name)).toEqual(names);
    expect(ill.faults[0].found).toMatch(words);
    const remedies = new Map(ill.faults.map((finding) => [finding.remedy?.split(": ")[1], finding]));
    for (const finding of remedies.values()) obey(finding);
    expect(examine()).toMatchObject({ code: 0, faults: [] });
  });

  it.each([
    ["the environment's", () => join(prefix, "etc/jupyter/labconfig"), "@vision-peel/widgets"],
    ["the user's", () => join(folder, ".jupyter/labconfig"), "@jupyter-widgets/jupyterlab-manager:plugin"],
  ])("finds extensions that %s configuration disables", (_, dirOf, extension) => {
    const dir = dirOf();
    const file = join(dir, "page_config.json");
    mkdirSync(dir, { recursive: true });
    writeFileSync(file, JSON.stringify({ disabledExtensions: { [extension]: true } }));
    const bare = { ...env, PATH: dirname(process.execPath) };
    const told = JSON.parse(
      peel(["doctor", "--json", "--prefix", prefix], { env: bare }).stdout,
    ) as Finding[];
    expect(told.filter(({ status }) => status === "fault")).toEqual([
      expect.objectContaining({
        found: `${extension} is disabled in ${file}`,
        remedy: `Take ${extension} out of disabledExtensions in ${file}.`,
      }),
    ]);
    // The environment's own Jupyter does it, where there is one.
    const program = join(prefix, "bin/jupyter");
    mkdirSync(dirname(program), { recursive: true });
    const called = join(folder, "called");
    const fake = `#!${process.execPath}
      const { rmSync, writeFileSync } = require("node:fs");
      writeFileSync(${JSON.stringify(called)}, process.argv.slice(2).join(" "));
      rmSync(${JSON.stringify(file)});`;
    writeFileSync(program, fake, { mode: 0o755 });
    // A list of switched-off names is what JupyterLab 3 wrote.
    writeFileSync(file, JSON.stringify({ disabledExtensions: [extension] }));
    const { faults: found } = examine();
    expect(found).toHaveLength(1);
    obey(found[0]);
    const level = dir.startsWith(prefix) ? "sys_prefix" : "user";
    expect(readFileSync(called, "utf8")).toBe(`labextension enable --level=${level} ${extension}`);
    rmSync(program);
    expect(examine()).toMatchObject({ code: 0, faults: [] });
  });

  it("tells people the same in lines", () => {
    rmSync(views(), { recursive: true });
    const { code, stdout } = peel(["doctor", "--prefix", prefix], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ views\s+nothing in .*\n\s+→ Install: \S.* install --prefix '\//m);
    expect(stdout).toMatch(/^✓ kernel\s+0\./m);
  });

  it("writes nothing into the home folder, ONNX Runtime's telemetry included", () => {
    const home = mkdtempSync(join(folder, "home-"));
    const nothing = { HOME: home, ORT_DISABLE_TELEMETRY: undefined, XDG_CACHE_HOME: undefined };
    const { stdout } = peel(["doctor"], { env: { ...env, ...nothing } });
    expect(stdout).toMatch(/✓ devices\s+cpu/);
    expect(readdirSync(home, { recursive: true })).toEqual([]);
  });

  it("finds nothing wrong where nothing is installed and nobody says that something should be", () => {
    const home = mkdtempSync(join(folder, "home-"));
    const { code, stdout } = peel(["doctor"], { env: { ...env, HOME: home, JUPYTER_PATH: undefined } });
    expect([code, stdout.includes("✗")]).toEqual([0, false]);
    expect(stdout).toMatch(/· installation\s+none/);
    expect(stdout).toMatch(/✓ kernel\s+0\..*computes/);
    expect(readdirSync(home)).toEqual([]);
  });
});
