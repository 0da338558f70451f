import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { warningsOf } from "../../cli/execute/unknownParameters.js";
import { type Notebook, textOf } from "../../cli/notebook/notebook.js";
import { codeCell, notebookFolder, notebookOf, peelExecute } from "../support/executeNotebook.js";
import { processesWith } from "../support/processes.js";

const files = notebookFolder();
afterAll(() => files.remove());
const timeout = 90_000;

/** The outputs of each code cell: text of streams and results, names of errors. */
const shownBy = ({ cells }: Notebook) =>
  cells.map(({ outputs = [] }) =>
    outputs.map(({ output_type: type, text, data, ename }) => {
      if (type === "stream") return textOf(text as string[]);
      return type === "error" ? ename : textOf((data as Record<string, string[]>)["text/plain"]);
    }),
  );

describe("peel execute", () => {
  it(
    "merges streams, clears, updates displays across cells and keeps what it does not know",
    async () => {
      const notebook = notebookOf(
        codeCell('for (let i = 0; i < 3; i++) console.log(i); console.error("e"); 6 * 7', {
          metadata: { mine: { kept: true } },
        }),
        'import { clearOutput, display } from "@vision-peel/kernel"; console.log("gone"); clearOutput({ wait: true }); console.log("stays")',
        'const shown = await display("old"); undefined',
        'await shown.update("new"); undefined',
        codeCell('throw new RangeError("meant")', { metadata: { tags: ["raises-exception"] } }),
        "",
        "1 + 1",
      );
      const path = files.write("all.ipynb", { ...notebook, unknown: 1 });
      const { code, err } = await peelExecute([path]);
      expect({ code, err }).toMatchObject({ code: 0 });
      const done = files.read("all.executed.ipynb");
      expect(shownBy(done)).toEqual([
        ["0\n1\n2\n", "e\n", "42"],
        ["stays\n"],
        ["'new'"],
        [],
        ["RangeError"],
        [],
        ["2"],
      ]);
      expect(done.unknown).toBe(1);
      expect(done.cells.map(({ id }) => id)).toEqual(notebook.cells.map(({ id }) => id));
      expect(done.cells.map((cell) => cell.execution_count)).toEqual([1, 2, 3, 4, 5, null, 6]);
      expect(done.cells[0].metadata).toMatchObject({
        mine: { kept: true },
        execution: { "iopub.execute_input": expect.stringMatching(/^\d{4}-.*Z$/) },
      });
      expect(done.metadata.language_info).toMatchObject({ name: "typescript" });
      expect(readFileSync(path, "utf8")).toContain('"unknown":1');
    },
    timeout,
  );

  it(
    "keeps the state of open widgets, and captured output in the Output widget",
    async () => {
      const path = files.write(
        "widgets.ipynb",
        notebookOf(
          'import { IntSlider, Output } from "@vision-peel/kernel"; const s = new IntSlider({ value: 3 }); const gone = new IntSlider({ value: 9 }); s',
          's.value = 5; gone.close(); const out = new Output(); await out.capture(() => console.log("inside")); out',
        ),
      );
      expect(await peelExecute([path, "--inplace"])).toMatchObject({ code: 0 });
      const done = files.read("widgets.ipynb");
      const stored = (done.metadata.widgets as Record<string, { state: Record<string, { state: object }> }>)[
        "application/vnd.jupyter.widget-state+json"
      ];
      const states = Object.values(stored.state).map(({ state }) => state);
      const sliders = states.filter(
        (state) => "_model_name" in state && state._model_name === "IntSliderModel",
      );
      expect(sliders).toEqual([expect.objectContaining({ value: 5 })]);
      expect(states).toContainEqual(
        expect.objectContaining({
          outputs: [{ output_type: "stream", name: "stdout", text: "inside\n" }],
        }),
      );
      expect(shownBy(done)[1].join("")).not.toContain("inside");
    },
    timeout,
  );

  it(
    "injects parameters that win, once",
    async () => {
      const path = files.write(
        "parameters.ipynb",
        notebookOf(
          codeCell('const steps = 3;\nconst mode: "a" | "b" = "a";\nconst name = "x"', {
            metadata: { tags: ["parameters"] },
          }),
          "[steps === 3, mode, name, steps + 1].join()",
        ),
      );
      const first = await peelExecute([path, "--inplace", "--param", "steps=4", "--param", "mode=b"]);
      expect(first).toMatchObject({ code: 0 });
      expect(shownBy(files.read("parameters.ipynb")).at(-1)).toEqual(["'false,b,x,5'"]);
      expect(await peelExecute([path, "--inplace", "--param", "name=two words"])).toMatchObject({ code: 0 });
      const { cells } = files.read("parameters.ipynb");
      expect(cells.map(({ metadata }) => metadata.tags)).toEqual([
        ["parameters"],
        ["injected-parameters"],
        undefined,
      ]);
      expect(textOf(cells[1].source)).toBe('// Parameters\nconst name: string = "two words";');
    },
    timeout,
  );

  it(
    "tells the cell and the error, and writes OUT; goes on with --allow-errors",
    async () => {
      const path = files.write("fails.ipynb", notebookOf("1", 'throw new TypeError("boom.")', '"after"'));
      const failed = await peelExecute([path]);
      expect(failed.code).toBe(1);
      expect(failed.err).toContain("Cell 2 of the notebook failed with TypeError: boom. Mend it");
      expect(shownBy(files.read("fails.executed.ipynb"))).toEqual([["1"], ["TypeError"], []]);
      expect(await peelExecute([path, "--allow-errors"])).toMatchObject({ code: 0 });
      expect(shownBy(files.read("fails.executed.ipynb"))).toEqual([["1"], ["TypeError"], ["'after'"]]);
    },
    timeout,
  );

  it("ends loops at --timeout, and on Ctrl-C; tells of a kernel that died and of questions", async () => {
    const loop = files.write("loop.ipynb", notebookOf('console.log("a")', "while (true) {}"));
    const late = await peelExecute([loop, "--timeout", "15"]);
    expect(late).toMatchObject({ code: 1, err: expect.stringContaining("ran longer than 15 s") });
    expect(shownBy(files.read("loop.executed.ipynb"))[0]).toEqual(["a\n"]);
    const stopped = await peelExecute([loop, "-o", files.at("stopped.ipynb")], {
      interruptAt: "cell 2 of 2",
    });
    expect(stopped).toMatchObject({ code: 130, err: expect.stringContaining("Interrupted") });
    expect(shownBy(files.read("stopped.ipynb"))[0]).toEqual(["a\n"]);
    const dies = files.write("dies.ipynb", notebookOf('process.kill(process.pid, "SIGKILL"); await null'));
    expect(await peelExecute([dies])).toMatchObject({ code: 1, err: expect.stringContaining("was killed") });
    expect(shownBy(files.read("dies.executed.ipynb"))).toEqual([["ExecuteError"]]);
    const fills = files.write("fills.ipynb", notebookOf("[...(function* () { while (true) yield 1 })()]"));
    expect(await peelExecute([fills], { env: { NODE_OPTIONS: "--max-old-space-size=200" } })).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /ran out of memory.*in cell 1 of the notebook\. Keep less at once.*NODE_OPTIONS/s,
      ),
    });
    const asks = files.write("asks.ipynb", notebookOf('prompt("name?")'));
    expect(await peelExecute([asks])).toMatchObject({ code: 1, err: expect.stringContaining("Cell 1") });
  }, 180_000);

  it("ends on Ctrl-C before the kernel is there, and leaves neither process nor file", async () => {
    const path = files.write("early.ipynb", notebookOf("1 + 1"));
    const temporary = mkdtempSync(join(tmpdir(), "peel-early-"));
    // While Node loads (where no handler is there yet, and the signal itself ends it), while the kernel does.
    for (const afterMs of [150, 300, 450, 600, 800]) {
      const { code, err } = await peelExecute([path, "-o", files.at("early.out.ipynb")], {
        interruptAfterMs: afterMs,
        env: { TMPDIR: temporary },
      });
      expect([130, null, 0], err).toContain(code);
      if (code === 130) expect(err).toContain("Interrupted by Ctrl-C");
      expect(processesWith(temporary)).toEqual([]);
      expect(readdirSync(temporary)).toEqual([]);
    }
    rmSync(temporary, { recursive: true });
  });

  it("writes OUT with the error when the kernel cannot start", async () => {
    const path = files.write(
      "unstarted.ipynb",
      notebookOf({ ...codeCell("# Title"), cell_type: "markdown" }, "1 + 1"),
    );
    const hook = files.write(
      "endKernel.cjs",
      'if (process.argv[1].endsWith("kernel-ext/dist/main.js")) process.exit(7);',
    );
    const environments: Record<string, string>[] = [
      { NODE_OPTIONS: `--require ${hook}` },
      { TMPDIR: files.at("nowhere") },
    ];
    for (const env of environments) {
      const { code, err } = await peelExecute([path], { env });
      expect(code).toBe(1);
      expect(err.trim().split("\n").at(-1)).toMatch(
        /^No cell has run, as the kernel could not start \(.+\)\. "peel/,
      );
      expect(err).not.toMatch(/^ +at /m);
      expect(shownBy(files.read("unstarted.executed.ipynb"))).toEqual([[], ["ExecuteError"]]);
    }
  });

  it(
    "runs a notebook of format 3, and one that lacks what its format requires",
    async () => {
      const cell = {
        cell_type: "code",
        language: "typescript",
        input: ["6 *\n", "7"],
        outputs: [],
        metadata: {},
      };
      const heading = { cell_type: "heading", level: 2, source: "Title", metadata: {} };
      const sheets = [{ cells: [heading, cell] }];
      const three = { nbformat: 3, nbformat_minor: 0, metadata: { name: "x" }, worksheets: sheets };
      expect(await peelExecute([files.write("three.ipynb", three)])).toMatchObject({ code: 0 });
      const done = files.read("three.executed.ipynb");
      expect(done).toMatchObject({ nbformat: 4, nbformat_minor: 5 });
      expect(done.metadata).not.toHaveProperty("orig_nbformat");
      expect(textOf(done.cells[0].source)).toBe("## Title");
      expect(shownBy({ ...done, cells: done.cells.slice(1) })).toEqual([["42"]]);
      const loose = { nbformat: 4, cells: [{ cell_type: "code", source: "1 + 1" }] };
      expect(await peelExecute([files.write("loose.ipynb", loose)])).toMatchObject({ code: 0 });
      expect(shownBy(files.read("loose.executed.ipynb"))).toEqual([["2"]]);
    },
    timeout,
  );

  it("warns of a parameter that the notebook does not know", () => {
    const tagged = codeCell("const steps = 3, far: number = 4;\nlet name = 'a' // nope\n", {
      metadata: { tags: ["parameters"] },
    });
    const notebook = notebookOf(tagged) as unknown as Notebook;
    expect(warningsOf(notebook, { steps: 1, far: 2, name: "b" })).toEqual([]);
    expect(warningsOf(notebook, { stpes: 1, nope: 1 })).toEqual([
      'The cell tagged "parameters" declares no "stpes"; is "steps" meant?',
      'The cell tagged "parameters" declares no "nope"; it has steps, far, name.',
    ]);
    const untagged = notebookOf("1") as unknown as Notebook;
    expect(warningsOf(untagged, { steps: 1 })).toEqual([
      expect.stringMatching(/no cell tagged "parameters"/),
    ]);
    expect(warningsOf(untagged, {})).toEqual([]);
  });

  it(
    "refuses what it cannot run, with a remedy",
    async () => {
      const good = files.write("good.ipynb", notebookOf());
      const python = {
        ...notebookOf("1"),
        metadata: { kernelspec: { language: "python", name: "python3" } },
      };
      const cases: [string[], string][] = [
        [[], "One NOTEBOOK should be named"],
        [[files.at("none.ipynb")], "cannot be read"],
        [[files.write("broken.ipynb", "{")], "is not JSON"],
        [[files.write("broken.ipynb", "{")], "Look for an earlier copy"],
        [[files.write("list.ipynb", "[]")], "is no notebook: it holds a list and not an object. "],
        [[files.write("new.ipynb", '{"nbformat": 5}')], "of nbformat 5, which is newer than 4. Name a"],
        [[good, "-o", dirname(good)], "is a folder. Name a file in it"],
        [[good, "-o", "/dev/null"], "is not a file"],
        [[files.write("python.ipynb", python)], "Add --kernel peel"],
        [[good, "-o", files.at("no/such/out.ipynb")], "does not exist"],
        [[good, "-o", good], "Use --inplace"],
        [[good, "--param", "x"], "--param should be name=value"],
        [[good, "--timeout", "soon"], "--timeout should be seconds"],
        [[good, "--bogus"], "--bogus"],
      ];
      for (const [args, message] of cases) {
        const { code, err } = await peelExecute(args);
        expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining(message) });
      }
      expect(existsSync(files.at("good.executed.ipynb"))).toBe(false);
      expect(await peelExecute([good])).toMatchObject({ code: 0 });
      expect(files.read("good.executed.ipynb").cells).toEqual([]);
    },
    timeout,
  );
});
