/** Every property of a DepthView has a control: what one sets the other shows. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DepthState, depthDefaults } from "../../widgets/dist/depth/state.js";
import { browserIsThere } from "../support/browser.js";
import { type DepthHost, openDepthHost } from "./depthHost.js";

let host: DepthHost;
const page = () => host.page;
const radio = (name: string) => page().getByRole("radio", { name, exact: true }).last();
const visible = (selector: string) => page().locator(selector).isVisible();

interface Control {
  /** what is set by hand, and again by a cell */
  readonly value: unknown;
  readonly panel?: string;
  /** what has to be so before */
  readonly given?: Partial<DepthState>;
  readonly hand: () => Promise<unknown>;
  /** whether the control shows it */
  readonly shows: () => Promise<unknown>;
  readonly shown: unknown;
}
type Place = Pick<Control, "panel" | "given">;
const onField = (
  label: string,
  value: unknown,
  typed: string,
  shown: string,
  place: Place = {},
): Control => ({
  ...{ value, shown, ...place },
  async hand() {
    await page().getByLabel(label).fill(typed);
    await page().getByLabel(label).press("Enter");
  },
  shows: () => page().getByLabel(label).inputValue(),
});
const onSlider = (label: string, value: number, place: Place): Control => ({
  ...{ value, shown: String(value), ...place },
  hand: () => page().getByLabel(label).fill(String(value)),
  shows: () => page().getByLabel(label).inputValue(),
});
const onRadio = (name: string, value: unknown, place: Place = {}): Control => ({
  ...{ value, shown: true, ...place },
  hand: () => radio(name).check({ force: true }),
  shows: () => radio(name).isChecked(),
});
const onSelect = (label: string, value: string, place: Place): Control => ({
  ...{ value, shown: value, ...place },
  hand: () => page().getByLabel(label, { exact: true }).selectOption(value),
  shows: () => page().getByLabel(label, { exact: true }).inputValue(),
});
const onBox = (label: string, value: unknown, place: Place): Control => ({
  ...{ value, shown: true, ...place },
  hand: () => page().getByLabel(label).check(),
  shows: () => page().getByLabel(label).isChecked(),
});

const pair = { from: { x: 20, y: 200 }, to: { x: 30, y: 200 } };
/** Draws the pair by keys, with whatever tool is at hand. */
async function drawPair(): Promise<void> {
  await host.set({ cursor: pair.from });
  await host.press("Enter");
  await host.press("Shift+ArrowRight");
  await host.press("Enter");
}

type Name = Exclude<keyof typeof depthDefaults, "lambda" | "c">;
const controls: Readonly<Record<Name, Control>> = {
  near: onField("Near limit in metres", 2, "2", "2.00"),
  far: onField("Far limit in metres", 5, "5", "5.00"),
  picture: onRadio("Photo", "photo"),
  reference: onSelect("which is", "photo", { panel: "Compare" }),
  beside: onSelect("Beside it", "side", { panel: "Compare" }),
  swipe: { ...onSelect("Beside it", "swipe", { panel: "Compare" }), value: 0.5 },
  outside: onRadio("Hidden", "hidden"),
  cursor: {
    ...{ value: { x: 160, y: 120 }, shown: "160" },
    hand: () => host.press("ArrowRight"),
    shows: () => host.text(".peel-value-x"),
  },
  sweep: {
    ...{ value: true, shown: "true" },
    hand: () =>
      page()
        .getByRole("button", { name: /Move the slice/ })
        .click(),
    shows: () =>
      page()
        .getByRole("button", { name: /Move the slice/ })
        .getAttribute("aria-pressed"),
  },
  residualLimit: onSlider("Astray beyond", 8, { panel: "Residual" }),
  tool: onBox("Measure on the picture", "measure", { panel: "Measure" }),
  measures: {
    ...{ value: [pair], shown: true, panel: "Measure", given: { tool: "measure" } },
    hand: drawPair,
    shows: () => visible(".peel-table"),
  },
  fieldOfView: onField("Field of view across the picture, degrees", 75, "75", "75", { panel: "Measure" }),
  profile: onRadio("Column", "column", { panel: "Profile" }),
  line: {
    ...{ value: pair, shown: true, panel: "Profile", given: { tool: "line", profile: "line" } },
    hand: drawPair,
    shows: () => visible(".peel-chart"),
  },
  colormap: onRadio("Viridis", "viridis", { panel: "Colours" }),
  scale: onRadio("Logarithm", "log", { panel: "Colours", given: { colormap: "turbo" } }),
  colourRange: onField("Colours to limit in metres", { near: 1, far: 9 }, "9", "9.00", {
    ...{ panel: "Colours", given: { colormap: "turbo", colourRange: { near: 1, far: 2 } } },
  }),
  isolines: onBox("Lines of equal depth (C)", true, { panel: "Colours" }),
  smooth: onBox("Smooth when magnified", true, { panel: "Colours" }),
  alignment: onRadio("Scaled", "scale", { panel: "Compare" }),
  errorUnit: onRadio("In metres", "metres", { panel: "Compare" }),
  hatchAstray: onBox("Hatch them in the picture of depth", true, { panel: "Residual" }),
  pointColours: onRadio("Depth", "depth", { panel: "Points" }),
  pointSize: onSlider("Point size", 2, { panel: "Points" }),
  viewpoint: {
    ...{ value: { right: 5, up: 0, zoom: 1, x: 0, y: 0 }, shown: true, panel: "Points" },
    hand: () => page().locator(".peel-cloud").press("ArrowRight"),
    shows: async () =>
      (await page().locator(".peel-cloud").getAttribute("aria-label"))?.includes("turned 5 degrees right"),
  },
  edgeLimit: onSlider("Leave out edges", 0.1, { panel: "Points" }),
  panel: {
    ...{ value: "colours", shown: "true" },
    hand: () => page().getByRole("button", { name: "Colours", exact: true }).click(),
    shows: () => page().getByRole("button", { name: "Colours", exact: true }).getAttribute("aria-expanded"),
  },
};

describe.runIf(browserIsThere())("a property and its control", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    host = await openDepthHost();
    await host.loadPlotly();
  });
  beforeEach(() => host.open());
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });

  it("are there for each other", () => {
    const names = Object.keys(depthDefaults).filter((name) => name !== "lambda" && name !== "c");
    expect(Object.keys(controls).sort()).toEqual(names.sort());
  });

  it.each(Object.entries(controls))("%s", async (name, { value, panel, given, hand, shows, shown }) => {
    const key = name as Name;
    await host.set(given ?? {});
    if (panel) await host.panel(panel);
    await hand();
    expect(await host.get(key)).toEqual(value);
    // The same from a cell, in a fresh view.
    await host.open(given);
    if (panel) await host.panel(panel);
    expect(await shows()).not.toBe(shown);
    await host.set({ [key]: value });
    await expect.poll(shows).toBe(shown);
  });
});
