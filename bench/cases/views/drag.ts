import type { Measure } from "../../cases.js";
import { WrongResult } from "../../compare.js";
import { openViewPage } from "./page.js";

const SECONDS = 3;

/** Pictures per second while a hand drags the slice of a DepthView: as many as the page can paint. */
export const dragMeasure: Measure = async () => {
  const findings = [];
  const views = await openViewPage();
  try {
    for (const [side, aim] of [
      [1024, "≥ 30"],
      [2048, "≥ 15"],
      [4096, ""],
    ] as const) {
      await views.open("DepthView", side);
      const handle = views.page.getByRole("slider", { name: "Near limit" });
      const box = await handle.boundingBox();
      if (!box) throw new WrongResult("DepthView has no slice to drag");
      const y = box.y + box.height / 2;
      await views.page.mouse.move(box.x + box.width / 2, y);
      await views.page.mouse.down();
      const paints = () => views.page.evaluate(() => (window as unknown as { paints: number }).paints);
      const before = await paints();
      const start = performance.now();
      for (let move = 0; performance.now() - start < 1000 * SECONDS; move++) {
        await views.page.mouse.move(box.x + 150 + 100 * Math.sin(move / 12), y);
      }
      const perSecond = (1000 * ((await paints()) - before)) / (performance.now() - start);
      await views.page.mouse.up();
      findings.push({ what: `${side}²`, value: perSecond, unit: "pictures/s", ...(aim ? { aim } : {}) });
    }
  } finally {
    await views.close();
  }
  return { title: "Dragging the slice of a DepthView", findings };
};
