/** `peel publish` in real kernels: the same notebook on every run, and what is said where it is not. */
import { afterAll, describe, expect, it } from "vitest";
import { type Cell, type Notebook, textOf } from "../../cli/notebook/notebook.js";
import { differences, textDifference } from "../../cli/publish/compare.js";
import { codeCell, notebookFolder, notebookOf } from "../support/executeNotebook.js";
import { peel } from "../support/peel.js";

const files = notebookFolder();
afterAll(() => files.remove());
const timeout = 90_000;
const markdown = (source: string) => ({
  cell_type: "markdown",
  id: `m${source.length}`,
  metadata: {},
  source,
});
const withText = (...cells: (string | object)[]) => {
  const notebook = notebookOf(
    ...cells.filter((cell): cell is string => typeof cell === "string"),
  ) as Notebook;
  let at = 0;
  const all = cells.map((cell) => (typeof cell === "string" ? notebook.cells[at++] : cell));
  return { ...notebook, cells: all as Cell[] };
};
const scene = `import { corrupt, decodeDepth, encodeDepth, renderScene, sampleScene } from "vision-peel";
import { DepthView, LinkedCursor } from "@vision-peel/widgets";
import { IntSlider, VBox } from "@vision-peel/kernel";
const scene = renderScene(sampleScene({ seed: 7 }), { width: 96, height: 72 });
const linkedCursor = new LinkedCursor();
const depth = decodeDepth(corrupt(encodeDepth(scene.depth), { seed: 1 }));`;

describe("peel publish", () => {
  it(
    "writes the same bytes twice: views kept, ids, times and widget state gone, numbers filled in",
    {
      timeout,
    },
    async () => {
      const path = files.write(
        "views.ipynb",
        withText(
          scene,
          "new VBox({ children: [new DepthView({ depth, linkedCursor }), new IntSlider({ value: 2 })] })",
          "const slider = new IntSlider({ value: 3 }); slider",
          markdown(
            "It has <!-- = depth.width * depth.height -->0<!-- --> pixels, <!-- = `as many`\n -->…<!-- -->.",
          ),
          "const width = 5; width",
        ),
      );
      const first = await peel("publish", path);
      expect(first).toMatchObject({ code: 0 });
      const text = JSON.stringify(files.read("views.ipynb"));
      expect(text).toContain("<!-- = depth.width * depth.height -->6912<!-- --> pixels");
      expect(text).toContain("-->as many<!-- -->");
      expect(text).toContain("application/vnd.vision-peel.view+json");
      expect(text).toContain("shared-1");
      for (const gone of ["widget-state+json", "widget-view+json", "iopub", "model_id"])
        expect(text).not.toContain(gone);
      expect(await peel("publish", path)).toMatchObject({ code: 0 });
      expect(JSON.stringify(files.read("views.ipynb"))).toBe(text);
      const { code, err } = await peel("publish", "--check", path);
      expect({ code, err }).toMatchObject({ code: 0, err: expect.stringContaining("is what it says") });
    },
  );

  it("tells what is no longer so, and writes nothing", { timeout }, async () => {
    const path = files.write(
      "stale.ipynb",
      withText("const share = 0.5; share", markdown("About <!-- = share -->0.5<!-- --> of it.")),
    );
    await peel("publish", path);
    const published = files.read("stale.ipynb");
    for (const [changed, said] of [
      [
        JSON.stringify(published).replace("-->0.5<!--", "-->0.7<!--"),
        /Cell 2 reads another way: 0\.5, and was 0\.7/,
      ],
      [
        JSON.stringify(published).replace("const share = 0.5", "const share = 0.9"),
        /Cell 1 says something else: 0\.9/,
      ],
    ] as const) {
      const stale = files.write("changed.ipynb", JSON.parse(changed));
      const { code, err } = await peel("publish", "--check", stale);
      expect(code).toBe(1);
      expect(err).toMatch(said);
      expect(JSON.stringify(files.read("changed.ipynb"))).toBe(changed);
    }
  });

  it(
    "refuses folders, moments, what is too large, a text that fails, and a cell that does",
    { timeout },
    async () => {
      for (const [cell, said] of [
        ["console.log(process.cwd())", "Cell 1 of the notebook shows a folder of this machine"],
        ["console.log(new Date().toISOString())", "shows a moment"],
        ['console.log("x".repeat(2e6))', "would have"],
        ['throw new RangeError("meant")', "failed with RangeError"],
      ]) {
        const path = files.write("bad.ipynb", notebookOf(codeCell(cell)));
        const { code, err } = await peel("publish", path);
        expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining(said) });
      }
      const path = files.write("badText.ipynb", withText("1", markdown("<!-- = nowhere.at -->3<!-- -->")));
      const { code, err } = await peel("publish", path);
      expect({ code, err }).toMatchObject({
        code: 1,
        err: expect.stringContaining('"nowhere.at" in the text failed'),
      });
      expect(await peel("publish")).toMatchObject({ code: 2 });
      expect(await peel("publish", "nowhere.ipynb")).toMatchObject({ code: 2 });
      expect(await peel("publish", path, "--most-mib", "none")).toMatchObject({ code: 2 });
    },
  );
});

describe("what counts as another text", () => {
  it("is another word or number, not its last digit", () => {
    expect(textDifference("AbsRel 0.0312 in all", "AbsRel 0.0313 in all")).toBeUndefined();
    expect(textDifference("1,000,000 pixels", "1,000,100 pixels")).toBeUndefined();
    expect(textDifference("AbsRel 0.03", "AbsRel 0.06")).toBe("0.06, and was 0.03");
    expect(textDifference("−0.31 m", "0.31 m")).toContain("was −0.31");
    expect(textDifference("a room", "a yard")).toContain("yard");
    expect(textDifference("3", "3 and 4")).toBeDefined();
  });

  it("is found in cells, outputs and their kinds", async () => {
    const one = withText("1", "2");
    expect(await differences(one, withText("1"))).toEqual(["It has 1 cells, and had 2"]);
    const shown = structuredClone(one);
    shown.cells[0].outputs = [{ output_type: "stream", name: "stdout", text: "x" }];
    expect(await differences(one, shown)).toEqual(["Cell 1 shows 1 outputs, and showed 0"]);
    expect(textOf(one.cells[1].source)).toBe("2");
  });
});
