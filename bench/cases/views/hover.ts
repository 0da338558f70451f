import type { Measure } from "../../cases.js";
import { WrongResult } from "../../compare.js";
import { openViewPage } from "./page.js";
import { viewNames } from "./viewNames.js";

const sides = [1024, 2048, 4096];
const MOVES = 60;

/** How long the page's main thread works for one move of the mouse over a picture, readout and all. */
export const hoverMeasure: Measure = async () => {
  const findings = [];
  const views = await openViewPage();
  try {
    for (const view of viewNames) {
      for (const side of sides) {
        await views.open(view, side);
        const box = await views.page.locator(".peel-stage").boundingBox();
        if (!box) throw new WrongResult(`${view} shows no picture`);
        await views.page.mouse.move(box.x + 5, box.y + 5);
        await views.page.waitForTimeout(500);
        const read = () => views.page.locator(".peel-readout").innerText();
        const before = await read();
        const start = await views.busySeconds();
        for (let move = 1; move <= MOVES; move++) {
          await views.page.mouse.move(box.x + 5 + 4 * move, box.y + 5 + 3 * move);
        }
        const ms = (1000 * ((await views.busySeconds()) - start)) / MOVES;
        if ((await read()) === before) throw new WrongResult(`${view} reads nothing under the mouse`);
        findings.push({ what: `${view}, ${side}²`, value: ms, unit: "ms", aim: "≤ 16" });
      }
    }
  } finally {
    await views.close();
  }
  return { title: "Hover → readout: work of the page for one move", findings };
};
