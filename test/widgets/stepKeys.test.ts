/** The step-by-step views in one sitting without a mouse. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import { enter, focused, pressKeys, tabTo } from "./byKeys.js";
import { type Host, openHost } from "./host.js";
import { viewStates } from "./viewStates.js";

describe.runIf(browserIsThere())("step by step, by keys alone", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 1100, height: 1300 } });
  });
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  const press = (...keys: string[]) => pressKeys(host, ...keys);
  const show = (view: string, controls: object = {}) =>
    host.showState({ ...viewStates[view], ...controls }, 1000);
  /** What a screen reader is told. */
  const said = () => host.page.locator("[aria-live=polite], [role=status]").allInnerTexts();

  it("goes from the photo to the scores, and asks why", async () => {
    await show("StepView", { step: "photo" });
    await tabTo(host, /^Photo/);
    await press("ArrowRight", "ArrowRight");
    expect(await get("step")).toBe("painted");
    await press("End");
    expect(await get("step")).toBe("scored");
    await enter(host);
    await press("[", "Shift+ArrowDown");
    expect(await get("step")).toBe("decoded");
    expect(await host.page.getByRole("region", { name: "Why the pixel says this" }).innerText()).toContain(
      "nearest edge",
    );
  });

  it("compares at a bar, by the difference, and in turn", async () => {
    await show("CompareView", { mode: "swipe", cursor: null });
    await enter(host);
    await press("ArrowRight");
    expect(await get("cursor")).not.toBeNull();
    expect((await said()).join(" ")).toMatch(/truth .*m.*painted depth/);
    await press("v", "v", "v");
    expect(await get("mode")).toBe("difference");
    await expect.poll(async () => (await said()).join(" ")).toMatch(/half|median|mean/i);
    await press("x");
    expect([await get("first"), await get("second")]).toEqual(["painted depth", "truth"]);
  });

  it("goes to where the error is worst, and hears it", async () => {
    await show("ErrorView", { cursor: null });
    await enter(host);
    await press("w");
    const first = await get("cursor");
    await press("w");
    expect(await get("cursor")).not.toEqual(first);
    await tabTo(host, /^Strongest colour/);
    await press("End");
    expect(await get("most")).toBeGreaterThan(1);
  });

  it("turns the cube and bends the code", async () => {
    await show("CodeCubeView");
    await enter(host);
    await press("ArrowRight", "c");
    expect(await focused(host)).toMatch(/^RGB cube/);
    const before = await get("viewpoint");
    await press("ArrowRight", "+");
    expect(await get("viewpoint")).not.toEqual(before);
    await press("0");
    await tabTo(host, /^λ/);
    await press("ArrowRight");
    expect(await get("lambda")).not.toBe(-3);
  });

  it("disturbs, hears what is left, and goes back", async () => {
    await show("RoundTripView");
    const left = (await said()).join();
    await tabTo(host, /^nothing does/);
    await press("Enter");
    await expect.poll(async () => (await said()).join()).not.toBe(left);
    await press("Control+z");
    await expect.poll(async () => (await said()).join()).toBe(left);
  });

  it("walks around the points", async () => {
    await show("PointCloudView");
    await tabTo(host, /^Cloud of/);
    await press("ArrowLeft", "+");
    const { right, zoom } = (await get("viewpoint")) as { right: number; zoom: number };
    expect([right, zoom > 1]).toEqual([19, true]);
  });

  it("votes", async () => {
    await show("RateView");
    await tabTo(host, /^Your name/);
    await host.page.keyboard.type("ann");
    await press("Enter");
    await tabTo(host, /^A tie/);
    await press("Enter");
    expect(await get("votes")).toEqual([{ pair: "1", rater: "ann", choice: "tie" }]);
  });

  it("sets a figure and saves it", async () => {
    await show("FigureGridView");
    const before = await get("widthMm");
    await tabTo(host, /^Width/);
    await press("ArrowLeft");
    expect(await get("widthMm")).not.toBe(before);
    await tabTo(host, /^Save and copy|^⋯/);
    await press("Enter");
    const [download] = await Promise.all([host.page.waitForEvent("download"), press("Enter")]);
    expect(download.suggestedFilename()).toBe("figure.svg");
  });

  it("reads what failed in a run", async () => {
    await show("RunView");
    await tabTo(host, /failed$|^Failures/);
    await press("Enter");
    expect(await host.page.locator(".peel-run-failures").innerText()).toContain("must be a picture");
  });
});
