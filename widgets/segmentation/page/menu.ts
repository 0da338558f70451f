import type { AnyModel } from "../../shared/page/hosts/afm.js";
import { inPieces } from "../../shared/page/inPieces.js";
import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import type { MenuItem } from "../../shared/page/shell/menu.js";
import { seenOn } from "../../shared/page/shell/seenOn.js";
import type { ViewFrame } from "../../shared/page/shell/viewFrame.js";
import { isSeen } from "../colours.js";
import { compareIdsInPieces, type RegionScores } from "../compareIds.js";
import type { SegmentationPictures } from "../draw/layer.js";
import { controlNames, type SegmentationState, segmentationDefaults } from "../state.js";
import type { Current } from "./current.js";
import { cutOutOf } from "./cutOut.js";

/** What SegmentationView can save and copy; the code of files is loaded when one is asked for. */
export function menuOfSegmentation(
  model: AnyModel<SegmentationState>,
  frame: ViewFrame,
  pictures: SegmentationPictures,
  { ids, counts }: Current,
): MenuItem[] {
  const regions = model.get("regions");
  const areInstances = model.get("areInstances");
  const files = () => import("./exports.js");
  const shown = () => ({ pictures, ids, regions, areInstances, palette: model.get("palette") });
  const { truth, photo } = pictures;
  const ground = photo ?? pictures.painted;
  return [
    {
      text: "Save the picture as seen, with its legend (PNG)",
      async run() {
        const state = Object.fromEntries(controlNames.map((key) => [key, model.get(key)]));
        const { seenEntries, seenWithLegend } = await import("./seen.js");
        const entries = seenEntries(state as never, regions, { ids, counts, truth });
        saveFile("segmentation-legend.png", await pngOf(seenWithLegend(seenOn(frame.stage, false), entries)));
      },
    },
    {
      text: "Save the picture as seen, without a legend (PNG)",
      run: async () => saveFile("segmentation.png", await pngOf(seenOn(frame.stage, false))),
    },
    ...(ground
      ? [
          {
            text: "Save what is seen, cut out of the picture (PNG)",
            run: async () => {
              const { hidden, isolated } = { hidden: model.get("hidden"), isolated: model.get("isolated") };
              const seen = regions.filter(({ id }) => isSeen(id, hidden, isolated)).map(({ id }) => id);
              saveFile("cut-out.png", await pngOf(cutOutOf({ ...pictures, ids }, ground, seen)));
            },
          },
        ]
      : []),
    {
      text: "Save ids with the palette (PNG)",
      run: async () => saveFile("ids.png", (await files()).labelFile(shown(), ".png"), "image/png"),
    },
    {
      text: "Save ids as numbers (NPY)",
      run: async () => saveFile("ids.npy", (await files()).labelFile(shown(), ".npy")),
    },
    {
      text: "Save a mask for each region, hidden ones too (PNG in a ZIP)",
      run: async () => saveFile("masks.zip", (await files()).masksAsZip(shown()), "application/zip"),
    },
    {
      text: "Save the masks of all regions (COCO, JSON)",
      run: async () =>
        saveFile("masks.json", (await files()).labelFile(shown(), ".json"), "application/json"),
    },
    {
      text: "Save the areas of all regions (CSV)",
      run: async () =>
        saveFile("areas.csv", (await files()).areasAsCsv(regions, counts, ids.length), "text/csv"),
    },
    ...(truth
      ? [
          {
            text: "Save the confusion matrix (CSV)",
            run: async () => {
              const compared = { ...pictures, ids, truth };
              const pieces = compareIdsInPieces(compared, regions, model.get("band"), areInstances);
              const scores = await new Promise<RegionScores>((onDone) => inPieces(pieces, { onDone }));
              saveFile("confusion.csv", (await files()).matrixAsCsv(scores, regions), "text/csv");
            },
          },
        ]
      : []),
    {
      text: "Copy the state as code",
      async run() {
        const state = Object.fromEntries(controlNames.map((key) => [key, model.get(key)]));
        await navigator.clipboard.writeText(stateAsCode(state, { ...segmentationDefaults }));
        frame.notice.say("Copied: paste it in a cell after the view’s own.");
      },
    },
  ];
}
