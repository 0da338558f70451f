/** The panels of DepthView, each loaded when it is first opened. */
import type { LivePanel } from "../../../shared/page/shell/livePanels.js";
import type { DepthAccess } from "../access.js";
import type { Looks } from "../looks.js";
import type { ShownDepth } from "../shownDepth.js";
import type { CompareTargets } from "./comparePanel.js";
import type { DepthPanel } from "./depthPanel.js";
import type { ProfileTargets } from "./profilePanel.js";

interface PanelTargets
  extends Pick<ProfileTargets, "line" | "hover">,
    Pick<CompareTargets, "goTo" | "names"> {}

export function panelsOfDepth(
  shown: ShownDepth,
  looks: Looks,
  { change, slice }: DepthAccess,
  { line, hover, goTo, names }: PanelTargets,
): LivePanel<DepthPanel>[] {
  const { pictures } = shown;
  const { truth, residual } = pictures;
  const all: LivePanel<DepthPanel>[] = [
    {
      name: "colours",
      title: "Colours",
      key: "G",
      make: async () => (await import("./coloursPanel.js")).makeColoursPanel(change, looks, slice),
    },
    {
      name: "measure",
      title: "Measure",
      key: "M",
      make: async () => (await import("./measurePanel.js")).makeMeasurePanel(change, pictures),
    },
    {
      name: "profile",
      title: "Profile",
      key: "L",
      make: async () =>
        (await import("./profilePanel.js")).makeProfilePanel({ change, line, hover }, pictures),
    },
    {
      name: "points",
      title: "Points",
      key: "O",
      make: async () =>
        (await import("./pointsPanel.js")).makePointsPanel({ change, hover }, pictures, looks),
    },
  ];
  if (residual)
    all.push({
      name: "residual",
      title: "Residual",
      make: async () => (await import("./residualPanel.js")).makeResidualPanel(change, residual),
    });
  if (truth)
    all.push({
      name: "compare",
      title: "Compare",
      make: async () =>
        (await import("./comparePanel.js")).makeComparePanel(
          { change, goTo, names, errors: looks.errors },
          shown,
          truth,
        ),
    });
  else if (names.length > 1)
    all.push({
      name: "compare",
      title: "Compare",
      make: async () => (await import("./besidePanel.js")).makeBesidePanel(change, names),
    });
  return all;
}
