/** The panels of SegmentationView, each made when it is first opened. */
import type { Panel } from "../../../shared/page/shell/panels.js";
import type { PanelParts, SegmentationPanel } from "./segmentationPanel.js";

export interface SegmentationPanels {
  readonly panels: readonly Panel[];
  /** The state has changed: what is open follows. */
  show(): void;
}

/** @param refresh shows a panel the state as it is */
export function makeSegmentationPanels(
  parts: PanelParts,
  refresh: (panel: SegmentationPanel) => void,
): SegmentationPanels {
  const { margin, truth } = parts.pictures;
  const open = new Set<SegmentationPanel>();
  const panel = (name: string, title: string, make: () => Promise<SegmentationPanel>): Panel => ({
    name,
    title,
    async make() {
      const body = await make();
      return {
        ...body,
        onShow(isShown) {
          if (isShown) {
            open.add(body);
            refresh(body);
          } else open.delete(body);
        },
      };
    },
  });
  return {
    panels: [
      ...(margin
        ? [
            panel("margin", "Margin", async () =>
              (await import("./marginPanel.js")).makeMarginPanel(parts.change, margin),
            ),
          ]
        : []),
      panel("cleanUp", "Clean up", async () =>
        (await import("./cleanUpPanel.js")).makeCleanUpPanel(parts.change),
      ),
      panel("instances", "Instances", async () =>
        (await import("./instancesPanel.js")).makeInstancesPanel(parts),
      ),
      panel("cutOut", "Cut-out", async () => (await import("./cutOutPanel.js")).makeCutOutPanel(parts)),
      ...(truth
        ? [
            panel("compare", "Compare", async () =>
              (await import("./comparePanel.js")).makeComparePanel(parts, truth),
            ),
          ]
        : []),
    ],
    show() {
      for (const body of open) refresh(body);
    },
  };
}
