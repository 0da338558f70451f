/** Completions and hover, asked as a front end asks, from a folder without packages. `|` marks the cursor. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, resultOf, startKernel } from "./kernel.js";

const folder = emptyFolder();
let kernel: KernelClient;
beforeAll(async () => {
  mkdirSync(join(folder, "pictures"));
  writeFileSync(join(folder, "pictures", "room.png"), "");
  writeFileSync(
    join(folder, "figures.ts"),
    "/** Draws.\n * @param width in pixels */\nexport function figure(width: number): string {\n  return `${width}`;\n}\n",
  );
  kernel = await startKernel({ cwd: folder });
  await kernel.execute(
    "const metresFromCamera = 1, photo = { width: 4, height: 3 };\n/** Scales it. */\nfunction scaleBy(x: number, factor = 2) { return x * factor }\nclass Camera {\n  /** In metres. */\n  focal = 1; static make() { return new Camera() } }\ntype Kind = 'room' | 'yard'; function pick(kind: Kind) { return kind }\nenum Mode { Fast, Exact }",
  );
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

function parse(marked: string) {
  const code = marked.replace("|", "");
  return { code, cursor_pos: [...marked.slice(0, marked.indexOf("|"))].length };
}

async function complete(marked: string) {
  const { content } = (await kernel.request("complete_request", parse(marked))).reply;
  expect(content.status).toBe("ok");
  const types: { text: string; type: string; start: number; end: number; signature?: string }[] =
    content.metadata._jupyter_types_experimental;
  expect(types.map(({ text }) => text)).toEqual(content.matches);
  return {
    matches: content.matches as string[],
    types,
    start: content.cursor_start,
    end: content.cursor_end,
  };
}

/** The cell after a match was taken, as a front end takes it. */
async function taken(marked: string, match: (text: string) => boolean): Promise<string> {
  const { matches, start, end } = await complete(marked);
  const points = [...parse(marked).code];
  return points.slice(0, start).join("") + matches.find(match) + points.slice(end).join("");
}

async function inspect(marked: string, detail = 0) {
  const { content } = (await kernel.request("inspect_request", { ...parse(marked), detail_level: detail }))
    .reply;
  expect(content.status).toBe("ok");
  return {
    found: content.found as boolean,
    plain: String(content.data["text/plain"]),
    markdown: String(content.data["text/markdown"]),
  };
}

describe("completion", () => {
  it.each([
    ["metresF|", "metresFromCamera", "variable", "1"],
    ["photo.w|", "width", "property", "number"],
    ["photo.|", "height", "property", "number"],
    ["scale|", "scaleBy", "function", "(x: number, factor?: number): number"],
    ["Camera.ma|", "make", "method", "(): Camera"],
    ["Camera.make().fo|", "focal", "property", "number"],
    ["Mode.|", "Exact", "property", "Mode.Exact"],
    ["let k: Ki|", "Kind", "type", undefined],
    ["new Cam|", "Camera", "class", undefined],
    ["scaleBy(metres|, 2)", "metresFromCamera", "variable", "1"],
    ["'😀😀'; photo.wi|", "width", "property", "number"],
    ["if (true) {\n  const inner = 1;\n  inn|\n}", "inner", "variable", "1"],
    ["export const copy = pho|", "photo", "variable", undefined],
    ["process.cw|", "cwd", "method", "(): string"],
  ])("%j offers %s", async (marked, text, type, signature) => {
    const { matches, types, start, end } = await complete(marked);
    expect(matches).toContain(text);
    const entry = types.find((candidate) => candidate.text === text);
    expect(entry?.type).toBe(type);
    if (signature !== undefined) expect(entry?.signature).toBe(signature);
    const typed = [...parse(marked).code].slice(start, end).join("");
    expect(text.startsWith(typed)).toBe(true);
    expect([entry?.start, entry?.end]).toEqual([start, end]);
  });

  it.each([
    ["photo.wi|dth + 1", "photo.width + 1"],
    ["'😀'; photo.wi|", "'😀'; photo.width"],
    ["pick('ro|')", "pick('room')"],
    ['import { figure } from "./fig|"', 'import { figure } from "./figures"'],
    ['const path = "pictures/ro|"', 'const path = "pictures/room.png"'],
    ['console.log("./pic|")', 'console.log("./pictures/")'],
    ['import { figu| } from "./figures"', 'import { figure } from "./figures"'],
    ['import { depthCo| } from "vision-peel"', 'import { depthCode } from "vision-peel"'],
    ['import {} from "node:child_pro|"', 'import {} from "node:child_process"'],
    ['import {} from "vision-p|"', 'import {} from "vision-peel"'],
    ['import {} from "@vision-peel/wid|"', 'import {} from "@vision-peel/widgets"'],
    ['await import("./figu|")', 'await import("./figures")'],
    ["<div class|></div>", "<div class></div>"],
    ["const el = <figc|", "const el = <figcaption"],
  ])("%j becomes %s", async (marked, expected) => {
    const word = /[\w'"./@:-]*$/.exec(marked.slice(0, marked.indexOf("|")))?.[0] ?? "";
    const rest = word.slice(
      Math.max(word.lastIndexOf("/"), word.lastIndexOf("."), word.lastIndexOf("'"), word.lastIndexOf('"')) +
        1,
    );
    const { matches } = await complete(marked);
    expect(matches[0]?.startsWith(rest)).toBe(true);
    expect(await taken(marked, (text) => text === matches[0])).toBe(expected);
  });

  it("brings the import along, where nothing in scope is meant, and the cell then runs", async () => {
    const cell = await taken("const one = 1;\nconst scene = sampleSc|", (text) =>
      text.includes('"vision-peel"'),
    );
    expect(cell).toBe(
      'const one = 1;\nimport { sampleScene } from "vision-peel";\nconst scene = sampleScene',
    );
    expect(resultOf(await kernel.execute(`${cell}; typeof scene`))).toBe("'function'");
    const node = await taken("'😀'; readFileSy|", (text) => text.includes('"node:fs"'));
    expect(node).toBe("'😀'; import { readFileSync } from \"node:fs\";\nreadFileSync");
  });

  it("offers no import for members and for what is in scope", async () => {
    expect((await complete("photo.renderSc|")).matches).toEqual([]);
    expect((await complete("metresFrom|")).matches).toEqual(["metresFromCamera"]);
  });

  it("does not end with what cannot be read", async () => {
    for (const marked of [
      "|",
      "const = ;|",
      "`${|",
      "'open|",
      "import {|",
      "<|",
      "((((|",
      "// comm|",
      "/* |",
      "a.|.b",
      "😀|",
    ]) {
      expect(Array.isArray((await complete(marked)).matches)).toBe(true);
      expect(typeof (await inspect(marked)).found).toBe("boolean");
    }
    expect(resultOf(await kernel.execute("photo.width"))).toBe("4");
  });

  it("answers while a cell awaits, and leaves that cell alone", async () => {
    const cell = kernel.execute(
      "await new Promise((go) => setTimeout(go, 300)); throw new Error('line one')",
    );
    expect((await complete("photo.wi|")).matches).toEqual(["width"]);
    expect((await cell).reply.content.traceback.join("\n")).toMatch(/Cell \[\d+\]:1:55/);
  });
});

describe("hover", () => {
  it.each([
    ["scale|By(1)", "function scaleBy(x: number, factor?: number): number", "Scales it."],
    ["scaleBy|", "function scaleBy(x: number, factor?: number): number", "Scales it."],
    ["'😀'; Camera.make().foc|al", "(property) Camera.focal: number", "In metres."],
    ["photo|", "const photo: {", "width: number"],
    ["process.cwd|", "cwd(): string", "current working directory"],
    ["import { depthCode } from 'vision-peel'; depthCode|()", "depthCode(", ""],
  ])("%j", async (marked, code, documentation) => {
    const { found, plain, markdown } = await inspect(marked);
    expect(found).toBe(true);
    expect(plain).toContain(code);
    expect(plain).toContain(documentation);
    expect(markdown).toMatch(/^```typescript\n/);
    expect(markdown).toContain(code);
  });

  it("within a call shows its signature and the parameter at the cursor", async () => {
    const first = await inspect("import { figure } from './figures';\nfigure(|)");
    expect(first.plain).toContain("figure(width: number): string");
    expect(first.plain).toContain("Draws.");
    expect(first.plain).toContain("→ width: number — in pixels");
    expect(first.markdown).toContain("**→ `width: number`** — in pixels");
    const second = await inspect("'😀'; scaleBy(1, |)");
    expect(second.plain).toContain("scaleBy(x: number, factor?: number): number");
    expect(second.plain).toContain("→ factor?: number");
    expect((await inspect("'a'.replace(|)")).plain).toMatch(/\(\+\d+ overloads?\)/);
    expect((await inspect("new Map<string, number>(|)")).plain).toContain("Map(");
  });

  it("on an argument shows it, and the call", async () => {
    const { plain } = await inspect("scaleBy(metresFromCam|era, 3)");
    expect(plain).toContain("const metresFromCamera");
    expect(plain).toContain("→ x: number");
  });

  it("asked for more shows the source, of cells, files and packages", async () => {
    expect((await inspect("scale|By", 1)).plain).toContain(
      "function scaleBy(x: number, factor = 2) { return x * factor }",
    );
    expect((await inspect("import { figure } from './figures'; fig|ure", 1)).plain).toContain(
      "return `${width}`",
    );
    expect((await inspect("scale|By", 0)).plain).not.toContain("return x * factor");
  });

  it("finds nothing in space, comments and strings", async () => {
    for (const marked of ["  |  ", "// pho|to", "'pho|to'"])
      expect((await inspect(marked)).found).toBe(false);
  });
});
