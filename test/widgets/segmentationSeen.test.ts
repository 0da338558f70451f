/** The picture that SegmentationView saves, with what its colours mean (S12). */
import { readImage } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seenEntries } from "../../widgets/dist/segmentation/page/seen.js";
import { segmentationDefaults } from "../../widgets/dist/segmentation/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";
import { idOf, labels, state, trueIds } from "./segmentationScene.js";

const counts = new Uint32Array(65_536);
for (const id of labels.data) counts[id]++;
const entriesOf = (controls: object) =>
  seenEntries({ ...segmentationDefaults, ...controls }, state.regions, {
    ids: labels.data,
    counts,
    truth: trueIds,
  });
const textsOf = (controls: object) => entriesOf(controls).map(({ text }) => text);

describe("the legend on paper", () => {
  it("has what occurs and is seen, with its share", () => {
    expect(textsOf({})).toEqual(["wall  50.0 %", "background  41.7 %", "chair  8.3 %"]);
    expect(textsOf({ hidden: [idOf("wall")] })).toEqual(["background  41.7 %", "chair  8.3 %"]);
    expect(textsOf({ isolated: [idOf("chair")] })).toEqual(["chair  8.3 %"]);
    expect(entriesOf({ palette: "okabeIto" }).map(({ word }) => word)).not.toEqual(
      entriesOf({}).map(({ word }) => word),
    );
  });

  it("tells agreement where that is seen, and no shares where the truth is", () => {
    expect(textsOf({ overlay: "agreement" })).toEqual(["hit", "false alarm", "miss", "taken for another"]);
    expect(textsOf({ overlay: "truth" })).toEqual(["wall", "background", "chair"]);
    expect(textsOf({ overlay: "agreement", swipe: 0.5 })).toHaveLength(7);
  });
});

describe.runIf(browserIsThere())("a SegmentationView's saved picture", { timeout: 60_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 900, height: 1000 } });
  });
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const save = async (name: RegExp) => {
    await host.page.locator(".peel-stage").press("s");
    const download = host.page.waitForEvent("download");
    await host.page.getByRole("menuitem", { name }).click();
    return readImage(await (await download).path());
  };

  it("has the legend under it, in the picture's own colours and patterns, or none", async () => {
    await host.showState({ ...state, opacity: 1 });
    const bare = await save(/without a legend/);
    const whole = await save(/with its legend/);
    expect(whole.width).toBe(bare.width);
    expect(whole.height).toBeGreaterThan(bare.height + 30);
    expect([...whole.data.subarray(0, bare.data.length)]).toEqual([...bare.data]);
    const legend = whole.data.subarray(bare.data.length);
    const colours = new Map<string, number>();
    for (let i = 0; i < legend.length; i += 3) {
      const key = legend.subarray(i, i + 3).join(" ");
      colours.set(key, (colours.get(key) ?? 0) + 1);
    }
    // Swatches of 14 × 14 with a rim; the background's, the chair's and the wall's.
    for (const colour of ["255 0 0", "0 255 0", "0 0 255"]) expect(colours.get(colour)).toBe(144);
    await host.set({ overlay: "agreement" } as never);
    const agreement = await save(/with its legend/);
    const rest = agreement.data.subarray(bare.data.length);
    let hits = 0;
    for (let i = 0; i < rest.length; i += 3)
      if (rest[i] === 0 && rest[i + 1] === 114 && rest[i + 2] === 178) hits++;
    expect(hits).toBe(144);
  });
});
