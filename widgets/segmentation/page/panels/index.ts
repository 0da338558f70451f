/** The panels of SegmentationView, each made when it is first opened. */
import { followState, type LivePanel, type LivePanels } from "../../../shared/page/shell/livePanels.js";
import type { PanelParts, SegmentationPanel } from "./segmentationPanel.js";

/** @param show brings a panel to the state as it is now */
export function makeSegmentationPanels(
  parts: PanelParts,
  show: (panel: SegmentationPanel) => void,
): LivePanels {
  const { margin, truth } = parts.pictures;
  const panel = (
    name: string,
    title: string,
    make: () => Promise<SegmentationPanel>,
  ): LivePanel<SegmentationPanel> => ({ name, title, make });
  const all = [
    margin &&
      panel("margin", "Margin", async () =>
        (await import("./marginPanel.js")).makeMarginPanel(parts.change, margin),
      ),
    panel("cleanUp", "Clean up", async () =>
      (await import("./cleanUpPanel.js")).makeCleanUpPanel(parts.change),
    ),
    panel("instances", "Instances", async () =>
      (await import("./instancesPanel.js")).makeInstancesPanel(parts),
    ),
    panel("cutOut", "Cut-out", async () => (await import("./cutOutPanel.js")).makeCutOutPanel(parts)),
    truth &&
      panel("compare", "Compare", async () =>
        (await import("./comparePanel.js")).makeComparePanel(parts, truth),
      ),
  ];
  return followState(
    all.filter((one) => one !== undefined),
    show,
  );
}
