/** ErrorView in a plain page in real Chromium: every task, scores, worst places, copies. */
import {
  corrupt,
  decodeDepth,
  decodeNormals,
  encodeDepth,
  encodeNormals,
  LabelMap,
  renderScene,
  sampleScene,
} from "vision-peel";
import { scoreDepth } from "vision-peel/metrics";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure } from "../../widgets/dist/errors/measure.js";
import { tableText } from "../../widgets/dist/errors/page/tableText.js";
import { errorDefaults } from "../../widgets/dist/errors/state.js";
import { stateOfLayers } from "../../widgets/dist/layers/given.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const size = { width: 96, height: 72 };
const scene = renderScene(sampleScene({ seed: 5 }), size);
const depth = decodeDepth(corrupt(encodeDepth(scene.depth), { seed: 1 }));
const normals = decodeNormals(corrupt(encodeNormals(scene.normals), { seed: 1 }));
/** The left third is called something else. */
const labels = new LabelMap({
  ...size,
  legend: scene.classes.legend,
  data: scene.classes.data.map((id, i) => (i % size.width < 32 ? scene.classes.legend[0].id : id)),
});

function stateOf(prediction: object, truth: object, controls: object = {}): object {
  const measured = measure(prediction, truth);
  const layers = [measured.prediction, measured.truth, measured.error];
  return {
    ...{ _view_name: "ErrorView", ...errorDefaults, ...stateOfLayers(layers, size), cursorLink: null },
    ...{ tables: measured.tables, worst: measured.worst, counts: [1, 2, 3], binsFrom: "0", binsTo: "1" },
    ...controls,
  };
}

describe("scores of an ErrorView", () => {
  it("are those of the protocols, under their names", () => {
    const [table] = measure(depth, scene.depth).tables;
    const { protocol, values } = scoreDepth(depth, scene.depth, { protocol: "unik3d" });
    expect(table.rows[0][0]).toBe(protocol);
    expect(table.rows[0][table.head.indexOf("AbsRel")]).toBe(`${(100 * values.absRel).toFixed(2)}\u00a0%`);
    expect(table.rows.map(([name]) => name.split(" ")[0])).toEqual([
      ...["UniK3D", "ZoeDepth", "Depth", "Metric3D", "Marigold"],
    ]);
  });

  it("of classes count a third as wrong, at the left", () => {
    const { tables, worst, error } = measure(labels, scene.classes);
    const wrong = error.data.filter((value) => value === 1).length;
    expect(tables[0].rows.find(([name]) => name.includes("right"))?.[1]).toBe(
      `${(100 * (1 - wrong / error.data.length)).toFixed(2)}\u00a0%`,
    );
    for (const { x } of worst) expect(x).toBeLessThan(40);
  });

  it("are written as CSV, Markdown and LaTeX", () => {
    const table = { title: "t", head: ["a", "δ₁"], rows: [["x, y|z", "97.1\u00a0%"]] };
    expect(tableText(table, "csv")).toBe('a,δ₁\n"x, y|z",97.1 %\n');
    expect(tableText(table, "markdown")).toBe("| a | δ₁ |\n|---|---:|\n| x, y\\|z | 97.1 % |\n");
    expect(tableText(table, "latex")).toContain("a & $\\delta_1$ \\\\");
    expect(tableText(table, "latex")).toContain("x, y|z & 97.1 \\% \\\\");
  });
});

describe.runIf(browserIsThere())("ErrorView", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 1200, height: 900 } });
  });
  afterAll(() => host?.close());
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  async function shown(...given: Parameters<typeof stateOf>): Promise<void> {
    await host.showState(stateOf(...given));
    await host.page.waitForSelector(".peel-stage");
    await host.painted();
  }

  it("shows prediction, truth and error with one zoom and one cursor", async () => {
    await shown(depth, scene.depth, { cursor: { x: 50, y: 40 } });
    const names = await host.page.locator(".peel-stage-name:visible").allInnerTexts();
    expect(names).toEqual(["prediction", "truth", "error"]);
    const line = await host.page.locator(".peel-fields").innerText();
    expect(line).toMatch(/prediction[\s\S]*m[\s\S]*truth[\s\S]*m[\s\S]*error/);
    await host.screenshot("errors-depth");
  });

  it("has each tick of its colours at the place of that colour", async () => {
    await shown(depth, scene.depth);
    const bar = await host.page.locator(".peel-legend-colours").boundingBox();
    const ticks = host.page.locator(".peel-key-scale span");
    const texts = await ticks.allInnerTexts();
    expect(texts[2]).toMatch(/^0/);
    for (const i of [1, 2, 3]) {
      const tick = await ticks.nth(i).boundingBox();
      if (!bar || !tick) throw new Error("no bar");
      expect((tick.x + tick.width / 2 - bar.x) / bar.width).toBeCloseTo(i / 4, 2);
    }
  });

  it("shows the first rows of a long table, and all when asked", async () => {
    const rows = Array.from({ length: 225 }, (_, i) => [`pair ${i}`, String(i)]);
    await shown(depth, scene.depth, { tables: [{ title: "Confusions", head: ["pair", "pixels"], rows }] });
    const table = host.page.getByRole("region", { name: "Confusions" });
    expect(await table.locator("tbody tr").count()).toBe(20);
    await host.page.getByRole("button", { name: "Confusions: all rows" }).click();
    expect(await table.locator("tbody tr").count()).toBe(225);
  });

  it("goes to the worst place by its button and by W", async () => {
    await shown(depth, scene.depth);
    const chips = host.page.getByRole("group", { name: "Where it is worst" }).getByRole("button");
    expect(await chips.count()).toBe(5);
    await chips.nth(1).click();
    const second = await get("cursor");
    expect(await chips.nth(1).innerText()).toContain(`at ${(second as { x: number }).x}`);
    await host.page.locator(".peel-stage").first().focus();
    await host.page.keyboard.press("w");
    expect(await get("cursor")).not.toEqual(second);
  });

  it("makes small errors strong", async () => {
    await shown(depth, scene.depth);
    const slider = host.page.getByLabel("Strongest colour at");
    await slider.focus();
    await host.page.keyboard.press("Home");
    const legend = await host.page.locator(".peel-legend").getAttribute("aria-label");
    expect(await get("most")).toBeGreaterThan(0);
    await host.page.keyboard.press("End");
    expect(await host.page.locator(".peel-legend").getAttribute("aria-label")).not.toBe(legend);
  });

  it("knows normals and classes", async () => {
    await shown(normals, scene.normals, { cursor: { x: 50, y: 40 } });
    expect(await host.page.locator(".peel-fields").innerText()).toMatch(/error\s*[\d.]+°/);
    await host.screenshot("errors-normals");
    await shown(labels, scene.classes, { cursor: { x: 10, y: 60 } });
    expect(await host.page.locator(".peel-fields").innerText()).toMatch(/error\s*(wrong|right)/);
    await host.screenshot("errors-labels");
  });
});
