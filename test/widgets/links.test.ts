/** Views that share a cursor or a range: in the page without a kernel, and in a cell. */
import { resolve } from "node:path";
import { type Answer, KernelClient } from "@vision-peel/kernel/client";
import { kernelArgv } from "@vision-peel/kernel/install";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { depthDefaults } from "../../widgets/dist/depth/state.js";
import { normalDefaults } from "../../widgets/dist/normal/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

interface LinkModel {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  saves: string[][];
}
interface LinkWindow {
  peel: { render(props: { model: LinkModel; el: HTMLElement }): () => void };
  makeModel(state: object): LinkModel;
  linked: { model: LinkModel; end: () => void }[];
}
declare const window: LinkWindow & typeof globalThis;

describe.runIf(browserIsThere())("views of a page", { timeout: 60_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 900, height: 1400 } });
    await host.page.evaluate(
      ([depthState, normalState]) => {
        const none = { painted: null, photo: null, residual: null, truth: null, depth: null };
        const depthOf = (wide: number, high: number, links: object) => ({
          ...depthState,
          ...none,
          ...{ width: wide, height: high, depth: new Float32Array(wide * high).fill(2), ...links },
        });
        const normals = new Float32Array(3 * 40 * 30).map((_, i) => (i % 3 === 2 ? 1 : 0));
        const states = [
          depthOf(40, 30, { cursorLink: "c", rangeLink: "r" }),
          depthOf(80, 60, { cursorLink: "c", rangeLink: "r" }),
          depthOf(40, 30, { cursorLink: null, rangeLink: null }),
          { ...normalState, ...none, normals, width: 40, height: 30, fieldOfView: 60, cursorLink: "c" },
        ];
        window.linked = states.map((state, i) => {
          const el = document.body.appendChild(document.createElement("div"));
          el.id = `linked-${i}`;
          el.style.width = "320px";
          const model = window.makeModel(i === 3 ? { ...state, _view_name: "NormalView" } : state);
          return { model, end: window.peel.render({ model, el }) };
        });
      },
      [depthDefaults, normalDefaults] as const,
    );
    await host.painted();
  });
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const all = (key: string) =>
    host.page.evaluate((name) => window.linked.map(({ model }) => model.get(name)), key);

  it("move their cursors together, whatever their size and kind; others stay", async () => {
    await host.page.locator("#linked-0 .peel-stage").focus();
    await host.page.keyboard.press("ArrowRight");
    await host.page.keyboard.press("ArrowRight");
    const [a, b, other, normals] = (await all("cursor")) as { x: number; y: number }[];
    expect(a).toEqual({ x: 21, y: 15 });
    expect(b).toEqual({ x: 43, y: 31 });
    expect(normals).toEqual(a);
    expect(other).toBeNull();
    expect(await host.page.locator("#linked-1 .peel-value-metres").innerText()).toBe("2.00");
    // Each tells its own kernel, once for each move.
    expect(await host.page.evaluate(() => window.linked.map(({ model }) => model.saves.length))).toEqual([
      2, 2, 0, 2,
    ]);
  });

  it("move their slices together while a handle is dragged", async () => {
    const handle = host.page.locator("#linked-1").getByRole("slider", { name: "Far limit" });
    await handle.press("PageDown");
    const [a, b, other] = await all("far");
    expect(a).toBe(b);
    expect(a).toBeLessThan(1e4);
    expect(other).toBeNull();
    await host.painted();
    const shown = host.page.locator("#linked-0").getByRole("slider", { name: "Far limit" });
    expect(await shown.getAttribute("aria-valuetext")).toBe(await handle.getAttribute("aria-valuetext"));
  });

  it("hear of both limits at once, never of a near beyond its far", async () => {
    const told = await host.page.evaluate(async () => {
      const [{ model: a }, { model: b }] = window.linked as never as {
        model: LinkModel & { save_changes(): void };
      }[];
      for (const [key, value] of [
        ["near", 1],
        ["far", 2],
      ] as const)
        a.set(key, value);
      await Promise.resolve();
      const pairs: unknown[] = [];
      const save = b.save_changes;
      b.save_changes = () => {
        pairs.push([b.get("near"), b.get("far")]);
        save();
      };
      a.set("near", 5);
      a.set("far", 6);
      await new Promise((resolve) => setTimeout(resolve));
      b.save_changes = save;
      return pairs;
    });
    expect(told).toEqual([[5, 6]]);
  });

  it("leave each other in peace when one has ended", async () => {
    await host.page.evaluate(() => {
      window.linked[1].end();
      window.linked[0].model.set("cursor", { x: 1, y: 1 });
    });
    const [a, b, , normals] = await all("cursor");
    expect([a, normals]).toEqual([
      { x: 1, y: 1 },
      { x: 1, y: 1 },
    ]);
    expect(b).not.toEqual({ x: 2, y: 2 });
  });
});

describe("in a cell", () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    const argv = kernelArgv({ preload: ["@vision-peel/widgets"] });
    kernel = await KernelClient.start({ argv, cwd: resolve("notebooks/tutorials") });
    const { reply } = await kernel.execute(`
      import { DepthMap, NormalMap } from "vision-peel";
      import { DepthView, LinkedCursor, LinkedRange, NormalView } from "@vision-peel/widgets";
      const small = new DepthMap({ width: 4, height: 2, data: new Float32Array(8).fill(2) });
      const large = new DepthMap({ width: 8, height: 4, data: new Float32Array(32).fill(3) });
      const normals = new NormalMap({ width: 4, height: 2, data: new Float32Array(24) });
      const linkedCursor = new LinkedCursor();
      const linkedRange = new LinkedRange();
      const a = new DepthView({ depth: small, linkedCursor, linkedRange, near: 1 });
      const b = new DepthView({ depth: large, linkedCursor, linkedRange });
      const n = new NormalView({ normals, linkedCursor });
      const heard: string[] = [];
      linkedCursor.onChange((place, { origin }) => heard.push(origin + " " + JSON.stringify(place)));
      linkedRange.onChange(({ near, far }, { origin }) => heard.push([origin, near, far].join(" ")));
    `);
    expect(reply.content).toMatchObject({ status: "ok" });
  });
  afterAll(() => kernel.shutdown());

  const textOf = ({ published }: Answer): string => {
    const failure = published.find(({ header }) => header.msg_type === "error");
    if (failure) return `${failure.content.ename}: ${failure.content.evalue}`;
    const result = published.find(({ header }) => header.msg_type === "execute_result");
    return String(result?.content.data["text/plain"]);
  };
  const value = async (code: string) => textOf(await kernel.execute(code));

  it("all take the first view's range, and what a cell sets", async () => {
    expect(await value("[b.near, linkedRange.near]")).toBe("[ 1, 1 ]");
    await kernel.execute("linkedRange.set({ near: 2, far: 4 }); linkedCursor.place = { x: 0.9, y: 0.9 };");
    expect(await value("JSON.stringify([a.near, a.far, b.near, b.far])")).toBe("'[2,4,2,4]'");
    expect(await value("JSON.stringify([a.cursor, b.cursor, n.cursor])")).toBe(
      `'[{"x":3,"y":1},{"x":7,"y":3},{"x":3,"y":1}]'`,
    );
    await kernel.execute("b.cursor = { x: 0, y: 0 }; a.far = 5;");
    expect(await value("JSON.stringify([n.cursor, a.cursor, b.far])")).toBe(
      `'[{"x":0,"y":0},{"x":0,"y":0},5]'`,
    );
  });

  it("hear of the page once, and tell no other view what the page has told it", async () => {
    const id = (await value("a.modelId")).replaceAll("'", "");
    await kernel.execute("heard.length = 0");
    kernel.post("comm_msg", {
      comm_id: id,
      data: { method: "update", state: { cursor: { x: 2, y: 1 }, near: 3 }, buffer_paths: [] },
    });
    const answer = await kernel.execute("heard.join('; ')");
    expect(textOf(answer)).toBe(`'page {"x":0.625,"y":0.75}; page 3 5'`);
    expect(await value("b.near")).toBe("2");
  });

  it.each([
    ["linkedCursor.place = { x: 2, y: 0 }", /place.x must be a number from 0 to 1, but is 2/],
    ["linkedRange.set({ near: 5, far: 4 })", /far must be at least near, 5 m, but is 4/],
    ["linkedRange.set({ near: -1 })", /near must be metres, 0 or more, but is -1/],
    ["new DepthView({ depth: small, linkedCursor: {} as never })", /linkedCursor must be a LinkedCursor/],
    [
      "new DepthView({ depth: small, linkedRange: linkedCursor as never })",
      /linkedRange must be a LinkedRange/,
    ],
  ])("refuse %s and say why", async (code, sentence) => {
    expect(await value(code)).toMatch(sentence);
  });
});
