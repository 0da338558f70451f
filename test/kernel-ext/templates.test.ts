/** Grids with named places; the expected grids are those that ipywidgets' templates make. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { startWidgetKernel, type WidgetKernel } from "./widgetKernel.js";

let k: WidgetKernel;
beforeAll(async () => {
  k = await startWidgetKernel();
  await k.run(`const [a, b, c, d, e] = [..."abcde"].map((value) => new w.Label({ value }));
    const grid = ({ layout }: { layout: w.Layout }) =>
      [layout.gridTemplateAreas, layout.gridTemplateColumns, layout.gridTemplateRows].join(" | ").replaceAll("\\n", " ")`);
});
afterAll(() => k.kernel.shutdown());

it.each([
  [
    "topLeft: a, topRight: b, bottomLeft: c, bottomRight: d",
    '"top-left top-right" "bottom-left bottom-right"',
  ],
  ["topLeft: a, bottomLeft: c, bottomRight: d", '"top-left bottom-right" "bottom-left bottom-right"'],
  ["topLeft: a, bottomLeft: c", '"top-left top-left" "bottom-left bottom-left"'],
  ["topLeft: a, topRight: b", '"top-left top-right" "top-left top-right"'],
  ["bottomRight: d", '"bottom-right bottom-right" "bottom-right bottom-right"'],
  ["topLeft: a, bottomRight: d, merge: false", '"top-left top-right" "bottom-left bottom-right"'],
])("TwoByTwoLayout of %s", async (options, areas) => {
  expect(await k.value(`grid(new w.TwoByTwoLayout({ ${options} })).split(" | ")[0]`)).toBe(`'${areas}'`);
});

it.each([
  [
    "header: a, leftSidebar: b, center: c, rightSidebar: d, footer: e",
    '"header header header" "left-sidebar center right-sidebar" "footer footer footer" | 1fr 2fr 1fr | 1fr 3fr 1fr',
  ],
  [
    "leftSidebar: b, center: c, footer: e",
    '"left-sidebar center center" "footer footer footer" | 1fr 2fr 1fr | 3fr 1fr',
  ],
  ["leftSidebar: b, rightSidebar: d", '"left-sidebar right-sidebar" | 1fr 1fr | 3fr'],
  ["header: a, center: c", '"header header header" "center center center" | 1fr 2fr 1fr | 1fr 3fr'],
  [
    "header: a, leftSidebar: b, center: c, paneWidths: ['200px', 2.5, '10%'], paneHeights: ['60px', 5, 1]",
    '"header header header" "left-sidebar center center" | 200px 2.5fr 10% | 60px 5fr',
  ],
  [
    "center: c, merge: false",
    '"header header header" "left-sidebar center right-sidebar" "footer footer footer" | 1fr 2fr 1fr | 1fr 3fr 1fr',
  ],
])("AppLayout of %s", async (options, expected) => {
  expect(await k.value(`grid(new w.AppLayout({ ${options} }))`)).toBe(`'${expected}'`);
});

it("GridspecLayout takes rows and columns as ipywidgets does, or by name", async () => {
  const grids =
    "[new w.GridspecLayout(2, 3, { height: '300px' }), new w.GridspecLayout({ rows: 2, columns: 3, height: '300px' })]";
  expect(await k.value(`${grids}.map((g) => [g.rows, g.columns, g.height].join()).join("; ")`)).toBe(
    "'2,3,300px; 2,3,300px'",
  );
  await expect(k.run("new w.GridspecLayout(2, 0)")).rejects.toThrow(
    "GridspecLayout.columns must be a whole number above 0",
  );
});

it("changes when a place is filled, emptied or resized, and takes shortcuts to its layout", async () => {
  await k.run(
    "const app = new w.AppLayout({ center: c, height: '300px', gridGap: '4px', justifyItems: 'center' })",
  );
  expect(await k.value("[app.height, app.layout.gridGap, app.layout.justifyItems].join()")).toBe(
    "'300px,4px,center'",
  );
  expect(await k.value("app.leftSidebar = a; app.center = null; app.rightSidebar = b; grid(app)")).toContain(
    '"left-sidebar right-sidebar"',
  );
  expect(await k.value("app.paneWidths = [1, 1, 3]; grid(app)")).toContain("1fr 3fr");
  expect(await k.value("app.children.map((one) => one.get('value')).join('')")).toBe("'ab'");
  expect(await k.value("a.layout.gridArea")).toBe("'left-sidebar'");
  expect(await k.value("app.width = '50%'; app.layout.width")).toBe("'50%'");
  await expect(k.run("app.paneWidths = [1, 'wide', 3]")).rejects.toThrow(
    "AppLayout.paneWidths must be three sizes",
  );
  await expect(k.run("app.center = 3 as never")).rejects.toThrow("AppLayout.center must be an open widget");
});

it("GridspecLayout covers cells, and what is placed over another takes its place", async () => {
  await k.run(
    "const g = new w.GridspecLayout({ rows: 2, columns: 3 }); g.place(a, { row: [0, 2], column: 0 }); g.place(b, { row: 0, column: [1, 3] })",
  );
  const shape =
    "grid(g).replaceAll(a.layout.gridArea!, 'A').replaceAll(b.layout.gridArea!, 'B').replaceAll(c.layout.gridArea ?? '-', 'C')";
  expect(await k.value(shape)).toBe(`'"A B B" "A . ." | repeat(3, 1fr) | repeat(2, 1fr)'`);
  expect(await k.value(`g.place(c, { row: 1, column: 0 }); ${shape}`)).toContain('". B B" "C . ."');
  expect(await k.value("[g.at(1, 0) === c, g.at(0, 0), g.children.length]")).toBe("[ true, null, 2 ]");
  expect(await k.value(`g.remove(b); ${shape}`)).toContain('". . ." "C . ."');
  await expect(k.run("g.place(a, { row: 2, column: 0 })")).rejects.toThrow(
    "GridspecLayout.row must lie within the 2",
  );
  await expect(k.run("new w.GridspecLayout({ rows: 0, columns: 2 })")).rejects.toThrow("GridspecLayout.rows");
});
