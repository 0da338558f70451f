import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import type { MenuItem } from "../../shared/page/shell/menu.js";
import { seenWithBar } from "../../shared/page/shell/seenWithBar.js";
import type { ViewFrame } from "../../shared/page/shell/viewFrame.js";
import { depthDefaults, farMetres } from "../state.js";
import type { DepthControls } from "../store.js";
import type { DepthAccess } from "./access.js";
import type { DepthFile } from "./files.js";
import { readingInWords, readPixel } from "./readout.js";
import { alignedWords, type ShownDepth } from "./shownDepth.js";

/** Files that say depth, and what they are called in the menu; their code comes when one is asked for. */
const files: readonly (readonly [DepthFile, string])[] = [
  ["depth.png", "Save depth in millimetres (16-bit PNG)"],
  ["depth-cm.png", "Save depth in centimetres (16-bit PNG, to 655 m)"],
  ["depth.npy", "Save metres (NPY)"],
  ["depth.pfm", "Save metres (PFM)"],
  ["depth.exr", "Save metres (EXR)"],
  ["points.ply", "Save points (PLY)"],
  ["surface.glb", "Save the surface (GLB)"],
  ["slice.png", "Save the slice as a mask (PNG)"],
];

/** Bytes per pixel of the files whose size has nothing to do with what is in them, with a photo and without. */
const bytesPerPixel: Partial<Record<DepthFile, readonly [number, number]>> = {
  "depth.npy": [4, 4],
  "depth.pfm": [4, 4],
  "points.ply": [15, 12],
  "surface.glb": [44, 36],
};
/** Below this nobody asks for a file's size. */
const LARGE_BYTES = 10e6;

/** Beyond this a PNG of millimetres ends, metres. */
const MOST_MILLIMETRES = 65.535;

/** What a file is called in the menu: of a large one, how large it may get; of millimetres, what they cannot hold. */
function entryOf(name: DepthFile, text: string, pictures: ShownDepth["pictures"]): string {
  const { width, height, photo, metres } = pictures;
  if (name === "depth.png" && metres.some((depth) => depth > MOST_MILLIMETRES && depth < Infinity))
    return text.replace(/\)$/, "; beyond 65.5 m is clipped)");
  const bytes = width * height * (bytesPerPixel[name]?.[photo ? 0 : 1] ?? 0);
  return bytes < LARGE_BYTES ? text : text.replace(/\)$/, `, up to ${Math.ceil(bytes / 1e6)} MB)`);
}

/** What DepthView can save and copy. */
export function menuOfDepthView(access: DepthAccess, frame: ViewFrame, depth: ShownDepth): MenuItem[] {
  const cursor = access.get("cursor");
  return [
    {
      text: "Save the picture as seen, with its bar (PNG)",
      run: async () => saveFile("depth-seen.png", await pngOf(seenWithBar(frame, alignedWords(depth)))),
    },
    ...files.map(([name, text]) => ({
      text: entryOf(name, text, depth.pictures),
      async run() {
        const { fileOf } = await import("./files.js");
        const { content, warnings } = await fileOf(name, depth.pictures, access);
        saveFile(name, content);
        const how = alignedWords(depth);
        const told = how ? [`Saved as it is shown. ${how}.`, ...warnings] : warnings;
        if (warnings.length > 0) frame.notice.warn(told.join(" "));
        else if (told.length > 0) frame.notice.say(told.join(" "));
      },
    })),
    ...(cursor
      ? [
          {
            text: "Copy the pixel’s values",
            async run() {
              const read = readPixel(depth, cursor, access.get("errorUnit"));
              await navigator.clipboard.writeText(readingInWords(cursor, read));
              frame.notice.say("Copied the pixel’s values.");
            },
          },
        ]
      : []),
    {
      text: "Copy the state as code",
      async run() {
        await navigator.clipboard.writeText(codeOf(access.controls()));
        frame.notice.say("Copied: paste it in a cell after the view’s own.");
      },
    },
  ];
}

/** The controls as a cell sets them; the code itself belongs to the data. */
function codeOf({ lambda, c, sweep, ...controls }: DepthControls): string {
  const given = { ...controls, far: farMetres(controls.far) };
  return stateAsCode(given, { ...depthDefaults, far: Infinity });
}
