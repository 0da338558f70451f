import { encodeIds } from "vision-peel/image";
import type { AnyModel } from "../../shared/page/hosts/afm.js";
import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import type { MenuItem } from "../../shared/page/shell/menu.js";
import type { ViewFrame } from "../../shared/page/shell/viewFrame.js";
import { controlNames, type Region, type SegmentationState, segmentationDefaults } from "../state.js";

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Areas as RFC 4180 has them: id, name, pixels, share of the picture. */
export function areasAsCsv(regions: readonly Region[], counts: Uint32Array, pixelCount: number): string {
  const rows = regions.map(({ id, name }) =>
    [id, quoted(name), counts[id], (counts[id] / pixelCount).toFixed(6)].join(","),
  );
  return ["id,name,pixels,share", ...rows, ""].join("\r\n");
}

/** What SegmentationView can save and copy. */
export function menuOfSegmentation(
  model: AnyModel<SegmentationState>,
  frame: ViewFrame,
  counts: Uint32Array,
  ids: Uint16Array,
): MenuItem[] {
  const pixelCount = model.get("width") * model.get("height");
  return [
    {
      text: "Save the picture as seen (PNG)",
      run: async () => saveFile("segmentation.png", await pngOf(frame.stage.canvas)),
    },
    {
      text: "Save the areas (CSV)",
      run: () => saveFile("areas.csv", areasAsCsv(model.get("regions"), counts, pixelCount), "text/csv"),
    },
    {
      text: "Save the masks (COCO RLE, JSON)",
      run: () => {
        const map = { width: model.get("width"), height: model.get("height"), data: ids };
        const masks = encodeIds(map);
        const regions = model.get("regions").filter(({ id }) => masks.has(id));
        const rows = regions.map(({ id, name }) => ({
          id,
          name,
          area: counts[id],
          segmentation: masks.get(id),
        }));
        saveFile("masks.json", JSON.stringify(rows), "application/json");
      },
    },
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
