/** What can be wrong with an installation: each fault is planted, found, and mended by what the doctor says. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  prefix = join(folder, "prefix");
  env.HOME = folder;
  expect(peel(["install", "--prefix", prefix], { env }).code).toBe(0);
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function examine(): { code: number | null; findings: Finding[]; faults: Finding[] } {
  const { code, stdout } = peel(["doctor", "--json", "--prefix", prefix], { env });
  const findings = JSON.parse(stdout) as Finding[];
  return { code, findings, faults: findings.filter(({ status }) => status === "fault") };
}

/** Does what a remedy says. */
function obey(command: string[]): void {
  const [program, ...args] = command;
  if (program === "unset") env[args[0]] = undefined;
  else expect([command, peel(args, { env }).code]).toEqual([["peel", ...args], 0]);
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
      "execution providers": expect.stringMatching(/^cpu\b.*ONNX Runtime 1\./),
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
    for (const { remedy, command } of ill.faults) {
      expect(command).toBeDefined();
      expect(remedy).toContain(command?.join(" "));
    }
    obey(ill.faults[0].command ?? []);
    expect(examine()).toMatchObject({ code: 0, faults: [] });
  });

  it("tells people the same in lines", () => {
    rmSync(views(), { recursive: true });
    const { code, stdout } = peel(["doctor", "--prefix", prefix], { env });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ views\s+nothing in .*\n\s+→ Install: peel install --prefix \//m);
    expect(stdout).toMatch(/^✓ kernel\s+0\./m);
  });

  it("writes nothing into the home folder, ONNX Runtime's telemetry included", () => {
    const home = mkdtempSync(join(folder, "home-"));
    const nothing = { HOME: home, ORT_DISABLE_TELEMETRY: undefined, XDG_CACHE_HOME: undefined };
    const { stdout } = peel(["doctor"], { env: { ...env, ...nothing } });
    expect(stdout).toMatch(/✓ execution providers\s+cpu/);
    expect(readdirSync(home, { recursive: true })).toEqual([]);
  });

  it("finds nothing wrong where nothing is installed and nobody says that something should be", () => {
    const { code, stdout } = peel(["doctor"], { env });
    expect([code, stdout.includes("✗")]).toEqual([0, false]);
    expect(stdout).toMatch(/· installation\s+none/);
    expect(stdout).toMatch(/✓ kernel\s+0\..*computes/);
    expect(existsSync(join(folder, ".local"))).toBe(false);
  });
});
