import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const scripts = fileURLToPath(new URL("../../scripts/", import.meta.url));
const entries = ["start.cjs", "test.cjs", "build.cjs", "bench.cjs", "checkNode.cjs"];

describe("what an old Node has to parse", () => {
  for (const entry of entries) {
    it(`${entry} is ECMAScript 5`, () => {
      const source = readFileSync(join(scripts, entry), "utf8");
      // Whatever is newer than ES5 would come out changed.
      const printed = (target: ts.ScriptTarget) =>
        ts.transpileModule(source, { compilerOptions: { target, module: ts.ModuleKind.CommonJS } })
          .outputText;
      expect(printed(ts.ScriptTarget.ES5)).toBe(printed(ts.ScriptTarget.ESNext));
    });
  }

  it("tells people with an old Node what to do, before anything else", () => {
    const folder = mkdtempSync(join(tmpdir(), "peel-old-"));
    const preload = join(folder, "old.cjs");
    for (const [version, isOld] of [
      ["8.17.0", true],
      ["18.20.4", true],
      ["20.18.3", true],
      ["21.7.0", true],
      ["22.11.0", true],
      ["20.19.0", false],
      ["22.12.0", false],
      ["24.1.0", false],
    ] as const) {
      writeFileSync(preload, `Object.defineProperty(process.versions, "node", { value: "${version}" });`);
      const { status, stderr } = spawnSync(
        process.execPath,
        ["-r", preload, join(scripts, "checkNode.cjs")],
        {
          encoding: "utf8",
        },
      );
      expect([version, status]).toEqual([version, isOld ? 2 : 0]);
      if (isOld) expect(stderr).toMatch(/^Peel needs Node\.js 20\.19 or newer.*https:\/\/nodejs\.org.*\n$/);
    }
    rmSync(folder, { recursive: true });
  });
});

describe("installing", () => {
  /** A tiny project beside copies of the real scripts, so that npm has next to nothing to do. */
  function project(lock: object): string {
    const root = mkdtempSync(join(tmpdir(), "peel-install-"));
    cpSync(scripts, join(root, "scripts"), { recursive: true });
    writeFileSync(join(root, "package.json"), JSON.stringify({ name: "tiny", version: "1.0.0" }));
    writeFileSync(join(root, "package-lock.json"), JSON.stringify(lock));
    return root;
  }

  const lockOf = (packages: object) => ({ name: "tiny", lockfileVersion: 3, packages });
  const run = (root: string, env: Record<string, string> = {}) =>
    spawnSync(
      process.execPath,
      [
        "-e",
        `require("./scripts/lib/failure.cjs").runMain(require("./scripts/lib/install.cjs").installPackages)`,
      ],
      { cwd: root, encoding: "utf8", env: { ...process.env, npm_config_cache: join(root, "cache"), ...env } },
    );

  it("leaves alone what is installed as the lock says", () => {
    const entry = { version: "1.0.0", integrity: "sha512-x" };
    const root = project(
      lockOf({
        "": { name: "tiny" },
        "node_modules/a": entry,
        "node_modules/other-platform": { ...entry, optional: true },
      }),
    );
    mkdirSync(join(root, "node_modules"));
    const hidden = join(root, "node_modules/.package-lock.json");
    writeFileSync(hidden, JSON.stringify(lockOf({ "node_modules/a": entry })));
    expect(run(root)).toMatchObject({ status: 0, stderr: "" });
    rmSync(root, { recursive: true });
  });

  it("installs when nothing is there, and says that it does", () => {
    const root = project(lockOf({ "": { name: "tiny", version: "1.0.0" } }));
    const { status, stderr } = run(root);
    expect(stderr).toMatch(/^Installing npm packages/);
    expect(status).toBe(0);
    rmSync(root, { recursive: true });
  });

  it("explains a network that is not there", () => {
    const entry = { version: "1.0.0", resolved: "http://127.0.0.1:1/a.tgz", integrity: "sha512-eA==" };
    const root = project(
      lockOf({ "": { name: "tiny", dependencies: { a: "1.0.0" } }, "node_modules/a": entry }),
    );
    writeFileSync(join(root, "package.json"), JSON.stringify({ name: "tiny", dependencies: { a: "1.0.0" } }));
    const { status, stderr } = run(root, {
      npm_config_fetch_retries: "0",
      npm_config_registry: "http://127.0.0.1:1/",
    });
    expect(status).toBe(1);
    expect(stderr).toContain("npm cannot reach its registry. Check the network");
    rmSync(root, { recursive: true });
  });
});
