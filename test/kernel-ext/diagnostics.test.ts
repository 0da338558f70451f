/** What a cell that is wrong is told: diagnostics with their places, and stacks in lines of cells. */
import { rmSync } from "node:fs";
import type { KernelClient } from "@vision-peel/kernel/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emptyFolder, printedBy, resultOf, startKernel } from "./kernel.js";

const folder = emptyFolder();
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await startKernel({ cwd: folder });
});
afterAll(async () => {
  await kernel.shutdown();
  rmSync(folder, { recursive: true, force: true });
});

describe("what does not compile", () => {
  const errorsOf = async (cell: string) => (await kernel.execute(cell)).reply.content;

  it.each([
    [
      "const n: number = 'x'",
      [
        "1:7 - TS2322: Type 'string' is not assignable to type 'number'.",
        "  const n: number = 'x'",
        "        ~",
      ],
    ],
    ["1\n\tnopeNope()", ["2:2 - TS2304: Cannot find name 'nopeNope'.", "  \tnopeNope()", "  \t~~~~~~~~"]],
    ["const a = ;", ["1:11 - TS1109: Expression expected.", "  const a = ;", "            ~"]],
    ["function (", ["1:10 - TS1003: Identifier expected.", "  function (", "           ~"]],
    [
      "export const z: string = 1",
      [
        "1:14 - TS2322: Type 'number' is not assignable to type 'string'.",
        "  export const z: string = 1",
        "               ~",
      ],
    ],
  ])("%j", async (cell, traceback) => {
    const content = await errorsOf(cell);
    expect(content.ename).toBe("TypeScriptError");
    expect(content.traceback.slice(0, 3)).toEqual(traceback);
    expect(content.evalue.split("\n")[0]).toBe(traceback[0]);
  });

  it("says how to install a package that is missing, of a file nothing", async () => {
    const { traceback } = await errorsOf('import { f } from "@nobody/nothing-of-this-name/sub"; f()');
    expect(traceback.slice(0, 4)).toEqual([
      "1:19 - TS2307: Cannot find module '@nobody/nothing-of-this-name/sub' or its corresponding type declarations.",
      '  import { f } from "@nobody/nothing-of-this-name/sub"; f()',
      `                    ${"~".repeat(34)}`,
      'To install it: import { install } from "@vision-peel/kernel"; await install("@nobody/nothing-of-this-name")',
    ]);
    expect((await errorsOf('import { f } from "./nothing"; f()')).traceback).toHaveLength(3);
    const needed = await errorsOf('require("nothing-of-this-name/sub")');
    expect(needed.ename).toBe("MissingPackageError");
    expect(needed.evalue).toBe(
      '"nothing-of-this-name/sub" is not installed in the notebook\'s folder or above it. To install it: ' +
        'import { install } from "@vision-peel/kernel"; await install("nothing-of-this-name")',
    );
    expect(needed.traceback).toHaveLength(2);
    const caught = 'try { require("nothing-of-this-name") } catch (error: any) { console.log(error.code) }';
    expect(printedBy(await kernel.execute(caught))).toBe("MODULE_NOT_FOUND\n");
  });

  it("is found behind emoji, and at the very end", async () => {
    const behind = await errorsOf("'😀'; nopeNope");
    expect(behind.traceback.slice(0, 2)).toEqual([
      "1:7 - TS2304: Cannot find name 'nopeNope'.",
      "  '😀'; nopeNope",
    ]);
    const open = await errorsOf("const value = 1\nfunction f() {");
    expect(open.traceback[0]).toMatch(/^2:\d+ - TS1005: '}' expected/);
    expect(open.traceback[1]).toBe("  function f() {");
  });

  it.each([
    [
      "%time 1",
      '%time is a magic of IPython. Here: import { time } from "@vision-peel/kernel"; time("label", () => …)',
    ],
    [
      "%%nonsense\n1",
      '%nonsense is a magic of IPython. Here there are functions instead: time(…), sh`…`, install(…) of "@vision-peel/kernel".',
    ],
    ["1\n!ls -l", 'For a command of the shell: import { sh } from "@vision-peel/kernel"; await sh`ls -l`'],
    ["?a", "For help, put the cursor on a name and press Shift-Tab."],
    ["Math.max?", "For help, put the cursor on a name and press Shift-Tab."],
  ])("hints at what %j is called here", async (cell, hint) => {
    expect((await errorsOf(cell)).traceback.at(-1)).toBe(hint);
  });

  it("runs where a cell begins with @ts-nocheck, if it can be read at all", async () => {
    const cell = "// a note\n// @ts-nocheck\nconst n: number = 'text'; n";
    expect(resultOf(await kernel.execute(cell))).toBe("'text'");
    expect(resultOf(await kernel.execute("// @ts-nocheck\nconst first: number = 'text'; first"))).toBe(
      "'text'",
    );
    expect((await errorsOf("// @ts-nocheck\nconst = 1")).ename).toBe("TypeScriptError");
    expect((await errorsOf("1 // @ts-nocheck\nconst n: number = 'text'")).evalue).toContain("TS2322");
  });

  it("keeps the explanation of a long chain together", async () => {
    const { traceback } = await errorsOf(
      "const deep: { a: { b: number } } = { a: { b: 'x' } as { b: string } }",
    );
    expect(traceback[0]).toMatch(/^1:\d+ - TS2322: .*\n.*Types of property 'b' are incompatible/s);
    expect(traceback).toHaveLength(3);
  });
});

describe("stacks", () => {
  const stackOf = async (cell: string): Promise<string> =>
    (await kernel.execute(cell)).reply.content.traceback.join("\n");

  it("name the lines of cells, also of earlier ones and behind awaits", async () => {
    const first = await kernel.execute(
      "async function later() {\n  await null;\n  throw new Error('late');\n}",
    );
    const stack = await stackOf("0;\nawait later()");
    expect(stack).toContain(`Cell [${first.reply.content.execution_count}]:3:9`);
    expect(stack).toMatch(/Cell \[\d+\]:2:1/);
    expect(stack).not.toMatch(/node:internal|tslab|kernel-ext/);
  });

  it("of a timer, and of a callback inside Node", async () => {
    expect(
      await stackOf("await new Promise((_, reject) => {\n  setTimeout(() => reject(new Error('t')), 1);\n})"),
    ).toMatch(/Cell \[\d+\]:2:27/);
    const inside = await stackOf("[1].map(() => {\n  JSON.parse('{');\n})");
    expect(inside).toMatch(/JSON\.parse.*\n.*Cell \[\d+\]:2:8/);
  });

  describe("that lead through the kernel", () => {
    const heading = (cell: string) =>
      `import { IntSlider, TimePicker, Output, Button, interact } from "@vision-peel/kernel";\n${cell}`;
    const framesIn = async (cell: string): Promise<string[]> =>
      (await kernel.execute(heading(cell))).reply.content.traceback
        .slice(1)
        .map((line: string) => line.trim().replace(/Cell \[\d+\]/, "Cell [n]"));

    it.each([
      [
        "const sl = new IntSlider();\nfunction outer() {\n  sl.value = 'bad' as any;\n}\nouter()",
        ["at outer (Cell [n]:4:11)", "at Cell [n]:6:1"],
      ],
      ["await null;\nnew IntSlider().value = 'bad' as any", ["at Cell [n]:3:22"]],
      ["\nnew TimePicker({ value: '25:99' })", ["at Cell [n]:3:1"]],
      ["interact({ x: null } as any, () => 1)", ["at Cell [n]:2:9"]],
      [
        "const Part = () => <b onClick={() => 1}>x</b>;\nPart()",
        ["at Part (Cell [n]:2:20)", "at Cell [n]:3:1"],
      ],
      [
        "function cap() { new Output().capture(() => { throw new Error('inner') }) }\ncap()",
        ["at Cell [n]:2:53", "at cap (Cell [n]:2:31)", "at Cell [n]:3:1"],
      ],
      [
        "const heard = new IntSlider();\nheard.observe('value', () => { throw new Error('heard') });\nheard.value = 3",
        ["at Cell [n]:3:38", "at Cell [n]:4:12"],
      ],
      [
        "const b = new Button();\nb.onClick(() => { throw new Error('clicked') });\nb.click()",
        ["at Cell [n]:3:25", "at Cell [n]:4:3"],
      ],
      [
        "const o = new Output();\nawait o.capture(async () => { await null; throw new Error('later') })",
        ["at Cell [n]:3:49", "at async Cell [n]:3:1"],
      ],
    ])("%s", async (cell, frames) => {
      expect(await framesIn(cell)).toEqual(frames);
    });

    it("are shortened in the middle where they recurse", async () => {
      const frames = await framesIn(
        "function rec(n: number): void { if (n === 0) throw new Error('deep'); rec(n - 1) }\nrec(30)",
      );
      expect(frames).toHaveLength(21);
      expect(frames[0]).toBe("at rec (Cell [n]:2:52)");
      expect(frames[12]).toBe("… 12 more …");
      expect(frames.at(-1)).toBe("at Cell [n]:3:1");
    });
  });

  it("keep the frames of packages that the cell called", async () => {
    const stack = await stackOf("import { decodeDepth } from 'vision-peel';\ndecodeDepth(null as never)");
    expect(stack).toMatch(/Cell \[\d+\]:2:\d+/);
  });

  it("are followed by what the error carries", async () => {
    const stack = await stackOf(
      "throw Object.assign(new Error('refused', { cause: new Error('why') }), { status: 404, body: { a: [1] } })",
    );
    expect(stack).toMatch(
      /^Error: refused\n {4}at Cell \[\d+\]:1:\d+\n\{ status: 404, body: \{ a: \[ 1 \] \} \}\nCaused by Error: why\n/,
    );
    const missing = await stackOf("import { readFileSync } from 'node:fs'; readFileSync('/no/such/file')");
    expect(missing).toMatch(/ENOENT.*\n {4}at Cell \[\d+\]:1:\d+\n\{.*code: 'ENOENT'/s);
  });

  it("are right where the cell prints them itself", async () => {
    const answer = await kernel.execute(
      "interface Gone { a: 1 }\n\ntry {\n  throw new Error('shown');\n} catch (error) { console.log((error as Error).stack) }",
    );
    expect(printedBy(answer)).toMatch(/^Error: shown\n {4}at Cell \[\d+\]:4:9\n$/);
  });
});
