import type { Measure } from "../../cases.js";
import { WrongResult } from "../../compare.js";
import { openViewPage } from "./page.js";
import type { ViewName } from "./viewNames.js";

const SECONDS = 3;
const sides = [
  [1024, "≥ 30"],
  [2048, "≥ 15"],
  [4096, ""],
] as const;
const handles: readonly (readonly [view: ViewName, handle: string])[] = [
  ["DepthView", "Near limit"],
  ["ErrorView", "Strongest colour at"],
  ["RoundTripView", "Noise"],
];

/** Pictures per second while a hand drags a slider of a view: as many as the page can paint. */
export const dragMeasure: Measure = async () => {
  const findings = [];
  const views = await openViewPage();
  try {
    for (const [view, name] of handles) {
      for (const [side, aim] of sides) {
        await views.open(view, side);
        const handle = views.page.getByRole("slider", { name, exact: true });
        const box = await handle.boundingBox();
        if (!box) throw new WrongResult(`${view} has no “${name}” to drag`);
        // Of a slice the handle is moved, of a slider the thumb: at its left end, or where it is pressed.
        const isThumb = box.width > 60;
        const [from, reach] = isThumb ? [box.x + box.width / 2, box.width / 2 - 8] : [box.x + 150, 100];
        const y = box.y + box.height / 2;
        await views.page.mouse.move(isThumb ? from : box.x + box.width / 2, y);
        await views.page.mouse.down();
        const paints = () => views.page.evaluate(() => (window as unknown as { paints: number }).paints);
        const before = await paints();
        const start = performance.now();
        for (let move = 0; performance.now() - start < 1000 * SECONDS; move++) {
          await views.page.mouse.move(from + reach * Math.sin(move / 12), y);
        }
        const perSecond = (1000 * ((await paints()) - before)) / (performance.now() - start);
        await views.page.mouse.up();
        findings.push({
          ...{ what: `${view}, ${side}²`, value: perSecond, unit: "pictures/s" },
          ...(aim ? { aim } : {}),
        });
      }
    }
  } finally {
    await views.close();
  }
  return { title: "Dragging a slider, by pictures of the view that it changes", findings };
};
