/** The panels of NormalView, each made when it is first opened. */
import type { Panel } from "../../../shared/page/shell/panels.js";
import type { NormalControls } from "../../state.js";
import type { GivenPictures } from "../pictures.js";
import type { NormalPanel } from "./normalPanel.js";

export interface NormalPanels {
  readonly panels: readonly Panel[];
  /** The state has changed: what is open follows. */
  show(): void;
}

/** @param refresh shows a panel the state as it is */
export function makeNormalPanels(
  { photo, residual, truth, ofDepth }: GivenPictures,
  change: (changes: Partial<NormalControls>) => void,
  refresh: (panel: NormalPanel) => void,
): NormalPanels {
  const made = new Set<NormalPanel>();
  const panel = (name: string, title: string, make: () => Promise<NormalPanel>, key?: string): Panel => ({
    name,
    title,
    ...(key ? { key } : {}),
    async make() {
      const body = await make();
      made.add(body);
      refresh(body);
      return { ...body, onShow: (isShown) => isShown && refresh(body) };
    },
  });
  return {
    panels: [
      panel("light", "Light", async () =>
        (await import("./lightPanel.js")).makeLightPanel(change, photo !== undefined),
      ),
      panel("axes", "Axes", async () => (await import("./axesPanel.js")).makeAxesPanel(change)),
      panel(
        "needles",
        "Needles",
        async () => (await import("./needlesPanel.js")).makeNeedlesPanel(change),
        "N",
      ),
      ...(residual
        ? [
            panel("length", "Length", async () =>
              (await import("./lengthPanel.js")).makeLengthPanel(change, residual),
            ),
          ]
        : []),
      ...(truth || ofDepth
        ? [panel("compare", "Compare", async () => (await import("./comparePanel.js")).makeComparePanel())]
        : []),
    ],
    show() {
      for (const body of made) refresh(body);
    },
  };
}
