import type { Measure } from "../../cases.js";
import { spreadOf } from "../../statistics.js";
import { openViewPage } from "./page.js";
import { viewNames } from "./viewNames.js";

const sides: readonly (readonly [side: number, aim?: string])[] = [[1024, "≤ 300"], [2048], [4096, "opens"]];

/** From the data in the page to the first painted picture. */
export const openingMeasure: Measure = async () => {
  const findings = [];
  const views = await openViewPage();
  try {
    for (const view of viewNames) {
      for (const [side, aim] of sides) {
        const times: number[] = [];
        for (let round = 0; round < 5; round++) times.push(await views.open(view, side));
        findings.push({
          what: `${view}, ${side}²`,
          value: spreadOf(times).medianMs,
          unit: "ms",
          ...(aim ? { aim } : {}),
        });
      }
    }
  } finally {
    await views.close();
  }
  return { title: "First picture after the data is there", findings };
};
