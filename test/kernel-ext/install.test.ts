/** Packages that a cell installs with the real npm, from local tarballs: the next cell has them. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkSpecs } from "../../kernel-ext/cell/install/specs.js";
import { contentsOf, printedBy, resultOf, startKernel } from "./kernel.js";

const root = mkdtempSync(join(tmpdir(), "peel-install-"));
let kernel: KernelClient;
let folder: string;

/** Packs a package for `folders` of the root to install. */
function pack(name: string, version: string, files: Record<string, string>, more: object = {}): void {
  const source = join(root, "sources", `${name}-${version}`);
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, "package.json"), JSON.stringify({ name, version, main: "index.js", ...more }));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(source, path), text);
  execFileSync("npm", ["pack", "--silent", "--pack-destination", root], { cwd: source });
}

beforeAll(async () => {
  pack(
    "tiny-length",
    "1.2.3",
    {
      "index.js": "export const tinyMetres = (x) => 2 * x;\n",
      "index.d.ts": "/** Twice. */\nexport declare function tinyMetres(x: number): number;\n",
    },
    { type: "module", types: "index.d.ts" },
  );
  pack(
    "tiny-length",
    "2.0.0",
    {
      "index.js": "export const tinyMetres = (x) => 3 * x;\n",
      "index.d.ts": "export declare function tinyMetres(x: number): number;\n",
    },
    { type: "module", types: "index.d.ts" },
  );
  pack(
    "tiny-late",
    "1.0.0",
    {
      "index.mjs": "export const late = await Promise.resolve(7), lateMetres = 1;\n",
      "index.d.mts": "export declare const late: number, lateMetres: number;\n",
    },
    { main: undefined, exports: { ".": { types: "./index.d.mts", import: "./index.mjs" } } },
  );
  folder = join(root, "alone");
  mkdirSync(folder);
  kernel = await startKernel({ cwd: folder });
  await run("import { install, InstallError } from '@vision-peel/kernel'");
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(root, { recursive: true, force: true });
});

async function run(code: string, on = kernel) {
  const answer = await on.execute(code);
  const { status, ename, evalue } = answer.reply.content;
  if (status !== "ok") throw new Error(`${ename}: ${evalue}`);
  return answer;
}

/** What completes a name at the end of a cell. */
async function completionsOf(code: string): Promise<string[]> {
  const { reply } = await kernel.request("complete_request", { code, cursor_pos: code.length });
  return reply.content.matches;
}

/** What stands under a cell in the end. */
const shownBy = ({ published }: Awaited<ReturnType<typeof run>>) =>
  contentsOf(published, "update_display_data").at(-1)?.data["text/plain"];

const manifest = (of = folder) => JSON.parse(readFileSync(join(of, "package.json"), "utf8"));

it("asks npm for nothing but packages", async () => {
  const good = [
    "mathjs",
    "d3@7",
    "@scope/name@^1.2 || 3",
    "a@npm:b@1",
    "github:a/b",
    "https://a.b/c.tgz",
    "A.b_c",
  ];
  expect(checkSpecs(good, root)).toEqual(good);
  expect(checkSpecs([".", "file:.", `file://${root}`], root)).toEqual([root, root, root]);
  const bad = [
    "",
    "-g",
    "--global",
    "a b",
    "a;b",
    "$(a)",
    "a@",
    "@a",
    "a/b",
    "a@-g",
    "\na",
    "a@1\n--global",
    7,
    null,
  ];
  for (const spec of bad) expect(() => checkSpecs([spec], root)).toThrow(/install takes names of packages/);
  expect(() => checkSpecs(["./missing.tgz"], root)).toThrow(
    `There is nothing to install at ${root}/missing.tgz`,
  );
  expect(() => checkSpecs([], root)).toThrow("install needs at least one package");
});

it("installs for a folder that has no package.json; the next cell imports code and types", async () => {
  const before = await kernel.execute("import { tinyMetres } from 'tiny-length'");
  expect(before.reply.content.evalue).toContain("TS2307");
  expect(await completionsOf("lateMet")).toEqual([]);
  const answer = await run("await install('../tiny-length-1.2.3.tgz', '../tiny-late-1.0.0.tgz')");
  expect(shownBy(answer)).toBe(
    `Installed tiny-late 1.0.0 and tiny-length 1.2.3 in ${folder}. Its package.json is new; where it is, "npm install" brings the packages back.`,
  );
  expect(Object.keys(manifest().dependencies)).toEqual(["tiny-late", "tiny-length"]);
  const next = await run("import { tinyMetres } from 'tiny-length'; const n: number = tinyMetres(4); n");
  expect(resultOf(next)).toBe("8");
  const wrong = await kernel.execute("tinyMetres('four')");
  expect(wrong.reply.content.evalue).toContain("TS2345");
  expect(await completionsOf("lateMet")).toEqual(['import { lateMetres } from "tiny-late";\nlateMetres']);
  expect(resultOf(await run("import { late } from 'tiny-late'; late"))).toBe("7");
  expect(resultOf(await run("const { late: again } = await import('tiny-late'); again"))).toBe("7");
});

it("a newer version says what has the older one", async () => {
  const answer = await run("await install('../tiny-length-2.0.0.tgz')");
  expect(shownBy(answer)).toBe(
    `Installed tiny-length 2.0.0 in ${folder}. If a cell has imported tiny-length 1.2.3, restart the kernel to get 2.0.0.`,
  );
  expect(shownBy(await run("await install('../tiny-length-2.0.0.tgz')"))).toMatch(/^Nothing to do/);
});

it("two at once do not undo each other", async () => {
  const other = join(root, "two");
  mkdirSync(other);
  const second = await startKernel({ cwd: other });
  await run("import { install } from '@vision-peel/kernel'", second);
  await run(
    "await Promise.all([install('../tiny-length-1.2.3.tgz'), install('../tiny-late-1.0.0.tgz')])",
    second,
  );
  expect(Object.keys(manifest(other).dependencies)).toEqual(["tiny-late", "tiny-length"]);
  expect(resultOf(await run("import { tinyMetres } from 'tiny-length'; tinyMetres(4)", second))).toBe("8");
  await second.shutdown();
});

it("goes to the nearest package.json above, unless another tool keeps it", async () => {
  const project = join(root, "project");
  const notebooks = join(project, "notebooks");
  mkdirSync(notebooks, { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "name": "mine", "private": true }');
  const second = await startKernel({ cwd: notebooks });
  await run("import { install } from '@vision-peel/kernel'; process.chdir('/')", second);
  const answer = await run("await install('../../tiny-length-1.2.3.tgz')", second);
  expect(shownBy(answer)).toBe(`Installed tiny-length 1.2.3 in ${project}.`);
  expect(manifest(project)).toMatchObject({
    name: "mine",
    dependencies: { "tiny-length": expect.any(String) },
  });
  expect(existsSync(join(notebooks, "package.json"))).toBe(false);
  expect(resultOf(await run("import { tinyMetres } from 'tiny-length'; tinyMetres(1)", second))).toBe("2");
  rmSync(join(project, "package-lock.json"));
  writeFileSync(join(project, "pnpm-lock.yaml"), "");
  const refused = await second.execute("await install('../../tiny-late-1.0.0.tgz')");
  expect(refused.reply.content.evalue).toContain("there is a pnpm-lock.yaml. Run sh`pnpm add …` instead.");
  await second.shutdown();
});

it("says npm's reason, and leaves the folder as it was", async () => {
  const other = join(root, "failing");
  mkdirSync(other);
  const second = await startKernel({ cwd: other });
  await run("import { install, InstallError } from '@vision-peel/kernel'", second);
  const failure = async () => {
    const code =
      "const e = await install('no-such-package').then(() => undefined, (error) => error); [e instanceof InstallError, e.code, e.message, e.remedy, e.log.length > 0]";
    return resultOf(await run(code, second)) as string;
  };
  const registry = await listen((_, response) => response.writeHead(404).end("{}"));
  writeFileSync(join(other, ".npmrc"), `registry=${registry.url}\n`);
  const missing = await failure();
  expect(missing).toContain("'E404'");
  expect(missing).toMatch(/npm could not install no-such-package: there is no such package/);
  expect(missing).toContain("'Check the spelling of the name.'");
  await registry.close();
  const offline = await failure();
  expect(offline).toContain("'ECONNREFUSED'");
  expect(offline).toContain("Check the network, and npm");
  expect(offline).toMatch(/true\s*\]$/);
  expect(existsSync(join(other, "package.json"))).toBe(false);
  await second.shutdown();
});

it("an interrupt ends npm and leaves the folder as it was", async () => {
  const other = join(root, "slow");
  mkdirSync(other);
  const second = await startKernel({ cwd: other });
  await run("import { install } from '@vision-peel/kernel'", second);
  let isAsked = () => {};
  let isLeft = () => {};
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  const left = new Promise<void>((resolve) => {
    isLeft = resolve;
  });
  // A registry that never answers.
  const registry = await listen((request) => {
    request.socket.once("close", isLeft);
    isAsked();
  });
  writeFileSync(join(other, ".npmrc"), `registry=${registry.url}\n`);
  const cell = second.execute("await Promise.all([install('slow-one'), install('slow-two')])");
  await asked;
  await second.interrupt();
  const { reply } = await cell;
  expect(reply.content.ename).toBe("KeyboardInterrupt");
  await left;
  await registry.close();
  await expect.poll(() => existsSync(join(other, "package.json"))).toBe(false);
  expect(printedBy(await run("console.log('alive')", second))).toBe("alive\n");
  await second.shutdown();
});

async function listen(handler: RequestListener) {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
