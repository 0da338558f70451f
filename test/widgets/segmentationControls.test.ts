/** Every property of a SegmentationView has a control: what one sets the other shows. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { controlNames, segmentationDefaults } from "../../widgets/dist/segmentation/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";
import { idOf, state } from "./segmentationScene.js";

let host: Host;
const page = () => host.page;
const stage = () => page().locator(".peel-stage");
const slider = (name: string) => page().getByRole("slider", { name });
const radio = (name: string) => page().getByRole("radio", { name, exact: true });
const chairRow = () => page().locator(".peel-legend-row", { hasText: "chair" });
const thingRow = () => page().locator(".peel-panel tbody tr", { hasText: "chair" });
const mistake = () => page().getByRole("button", { name: /chair decoded as background/ });
const [chair, background] = ["chair", "background"].map(idOf);

interface Control {
  /** what is set by hand, and again by a cell */
  readonly value: unknown;
  readonly panel?: string;
  readonly hand: () => Promise<unknown>;
  /** whether the control shows it */
  readonly shows: () => Promise<unknown>;
  readonly shown: unknown;
}
const onSlider = (name: string, value: unknown, place: string, panel?: string): Control => ({
  ...{ value, shown: place, ...(panel && { panel }) },
  hand: () => slider(name).fill(place),
  shows: () => slider(name).inputValue(),
});
const onRadio = (name: string, value: unknown, panel?: string): Control => ({
  ...{ value, shown: true, ...(panel && { panel }) },
  hand: () => radio(name).check({ force: true }),
  shows: () => radio(name).isChecked(),
});
const onChoice = (label: string, value: string): Control => ({
  ...{ value, shown: value },
  hand: () => page().getByLabel(label, { exact: true }).selectOption(value),
  shows: () => page().getByLabel(label, { exact: true }).inputValue(),
});

const controls: Readonly<Record<(typeof controlNames)[number], Control>> = {
  opacity: onSlider("Opacity", 0.3, "0.3"),
  drawing: onRadio("Contour", "contour"),
  thickness: { ...onSlider("Contour", 5, "5") },
  palette: onChoice("Colours", "tol"),
  hatching: {
    ...{ value: false, shown: false },
    hand: () => page().getByLabel("Hatching").uncheck(),
    shows: () => page().getByLabel("Hatching").isChecked(),
  },
  overlay: onRadio("Agreement", "agreement"),
  ground: onRadio("Painted", "painted"),
  hidden: {
    ...{ value: [chair], shown: false },
    hand: () => chairRow().getByRole("checkbox").uncheck(),
    shows: () => chairRow().getByRole("checkbox").isChecked(),
  },
  isolated: {
    ...{ value: [chair], shown: "true" },
    hand: () => chairRow().getByRole("button").click(),
    shows: () => chairRow().getByRole("button").getAttribute("aria-pressed"),
  },
  order: onChoice("Sort", "name"),
  filter: {
    ...{ value: "ch", shown: "ch" },
    hand: () => page().getByLabel("Filter the legend").fill("ch"),
    shows: () => page().getByLabel("Filter the legend").inputValue(),
  },
  minMargin: onSlider("Margin under", 12, "12", "margin"),
  ambiguous: onRadio("Leave unknown", "unknown", "margin"),
  smooth: onSlider("Smooth", 2, "2", "cleanUp"),
  maxHole: onSlider("Fill holes up to", 20, "3", "cleanUp"),
  minArea: onSlider("Drop pieces under", 100, "5", "cleanUp"),
  surroundings: onRadio("Spotlight", "dimmed", "cutOut"),
  beside: onChoice("Beside it", "side"),
  swipe: {
    ...{ value: 0.5, shown: true },
    hand: () => page().getByLabel("Beside it", { exact: true }).selectOption("swipe"),
    shows: () => page().locator(".peel-swipe-grip").isVisible(),
  },
  confusion: {
    ...{ value: { truth: chair, predicted: background }, panel: "compare", shown: "true" },
    hand: () => mistake().click(),
    shows: () => mistake().getAttribute("aria-pressed"),
  },
  band: onSlider("Only near borders", 4, "4", "compare"),
  instance: {
    ...{ value: { x: 50, y: 20 }, panel: "instances", shown: "true" },
    hand: () => thingRow().getByRole("button").click(),
    shows: () => thingRow().getByRole("button").getAttribute("aria-pressed"),
  },
  panel: {
    ...{ value: "cutOut", shown: "true" },
    hand: () => page().getByRole("button", { name: "Cut-out", exact: true }).click(),
    shows: () => page().getByRole("button", { name: "Cut-out", exact: true }).getAttribute("aria-expanded"),
  },
  cursor: {
    ...{ value: { x: 41, y: 30 }, shown: "41" },
    async hand() {
      await stage().press("ArrowRight");
      await stage().press("ArrowRight");
    },
    shows: () => page().locator(".peel-value-x").innerText(),
  },
};

describe.runIf(browserIsThere())("controls of SegmentationView", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 900, height: 1100 } });
  });
  beforeEach(() => host.showState({ ...state, drawing: "both" }));
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const set = (changes: object) => host.set(changes as never);

  it("are as many as its properties", () => {
    expect(Object.keys(controls).sort()).toEqual([...controlNames].sort());
  });

  it.each(controlNames)("%s", async (name) => {
    const { value, panel, hand, shows, shown } = controls[name];
    if (panel) {
      await set({ panel });
      await expect.poll(() => page().locator(".peel-panel").innerText()).not.toBe("");
    }
    await hand();
    expect(await host.get(name as never)).toEqual(value);
    await expect.poll(shows).toEqual(shown);
    const start = name === "drawing" ? "both" : segmentationDefaults[name];
    await set({ [name]: name === "panel" ? null : start });
    await expect.poll(shows).not.toEqual(shown);
    await set({ [name]: value });
    await expect.poll(shows).toEqual(shown);
  });
});
