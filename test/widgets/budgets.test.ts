/** What views may weigh and leave behind; how fast they are is for `npm run bench -- views` to say. */
import { describe, expect, it } from "vitest";
import { againMeasure } from "../../bench/dist/cases/views/again.js";
import { sizesMeasure } from "../../bench/dist/cases/views/sizes.js";
import type { FindingsReport } from "../../bench/dist/findings.js";
import { browserIsThere } from "../support/browser.js";

const found = async (measure: typeof sizesMeasure) => {
  const { findings } = (await measure(3)) as FindingsReport;
  return new Map(findings.map(({ what, value }) => [what, value]));
};

it("the labextension and the runtime of baked pages stay small", async () => {
  const sizes = await found(sizesMeasure);
  expect(sizes.get("labextension without Plotly")).toBeLessThan(200);
  expect(sizes.get("runtime of baked pages")).toBeLessThan(250);
});

describe.runIf(browserIsThere())("fifty runs of a cell", () => {
  it("leave no listener, no element and hardly any memory in the page", { timeout: 180_000 }, async () => {
    for (const [what, value] of await found(againMeasure)) {
      expect(value, what).toBeLessThan(what.endsWith("heap") ? 2 : 1);
    }
  });
});
