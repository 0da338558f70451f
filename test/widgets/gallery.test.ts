import { corrupt, decodeDepth, encodeDepth, renderScene, sampleScene } from "vision-peel";
import { describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import { openHost } from "./host.js";

const scenes = {
  room: renderScene(sampleScene({ seed: 7 }), { width: 640, height: 480 }),
  yard: renderScene(sampleScene({ seed: 3, kind: "yard" }), { width: 480, height: 600 }),
};
const shownOf = ({ photo, depth }: typeof scenes.room) => {
  const painted = corrupt(encodeDepth(depth), { seed: 1 });
  return { depth: decodeDepth(painted), painted, photo };
};

describe.runIf(browserIsThere())("DepthView as people see it", () => {
  it.each(["light", "dark"] as const)("draws its gallery in %s", async (colorScheme) => {
    const host = await openHost({ colorScheme, viewport: { width: 900, height: 760 } });
    try {
      await host.show(shownOf(scenes.room));
      await host.screenshot(`depth-${colorScheme}-room`);
      await host.set({ near: 2, far: 3.5, cursor: { x: 300, y: 260 } });
      await host.screenshot(`depth-${colorScheme}-slice`);
      await host.set({ near: 0, far: null, isolines: true, colormap: "viridis", panel: "colours" });
      await host.screenshot(`depth-${colorScheme}-colours`);
      await host.set({ isolines: false, colormap: "code", panel: "points" });
      await host.page.locator(".peel-cloud").waitFor();
      await host.screenshot(`depth-${colorScheme}-points`);
      await host.set({ panel: null, near: 2, far: 3.5 });
      await host.set({ picture: "photo", outside: "hidden" });
      await host.screenshot(`depth-${colorScheme}-photo-hidden`);
      await host.show({ ...shownOf(scenes.yard), controls: { cursor: { x: 240, y: 20 } } });
      await host.screenshot(`depth-${colorScheme}-yard`);
      await host.page.locator(".peel-stage").focus();
      await host.page.keyboard.press("?");
      await host.screenshot(`depth-${colorScheme}-keys`);
      await host.show({
        ...shownOf(scenes.room),
        width: 320,
        controls: { near: 2, cursor: { x: 300, y: 260 } },
      });
      await host.screenshot(`depth-${colorScheme}-narrow`);
      expect(host.problems).toEqual([]);
    } finally {
      await host.close();
    }
  });
});
