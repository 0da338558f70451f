/** The panels of NormalView, each loaded when it is first opened. */
import type { LivePanel } from "../../../shared/page/shell/livePanels.js";
import type { NormalControls, NormalPictureName } from "../../state.js";
import type { GivenPictures } from "../pictures.js";
import type { NormalPanel } from "./normalPanel.js";

export function panelsOfNormals(
  { photo, residual, truth, ofDepth, given }: GivenPictures,
  names: readonly NormalPictureName[],
  change: (changes: Partial<NormalControls>) => void,
): LivePanel<NormalPanel>[] {
  const all: LivePanel<NormalPanel>[] = [
    {
      name: "compare",
      title: "Compare",
      make: async () =>
        (await import("./comparePanel.js")).makeComparePanel(change, names, Boolean(truth || ofDepth)),
    },
    {
      name: "light",
      title: "Light",
      make: async () => (await import("./lightPanel.js")).makeLightPanel(change, photo !== undefined),
    },
    {
      name: "axes",
      title: "Axes",
      make: async () => (await import("./axesPanel.js")).makeAxesPanel(change),
    },
    {
      name: "needles",
      title: "Needles",
      key: "N",
      make: async () => (await import("./needlesPanel.js")).makeNeedlesPanel(change),
    },
  ];
  if (residual)
    all.push({
      name: "length",
      title: "Length",
      make: async () => (await import("./lengthPanel.js")).makeLengthPanel(change, residual, given),
    });
  return all;
}
