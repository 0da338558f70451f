import { encodeNormals } from "vision-peel/codecs";
import { formatPly, intrinsicsOfView, pointCloudOf } from "vision-peel/geometry";
import { type DepthMap, RgbImage } from "vision-peel/image";
import { formatNormals } from "vision-peel/image/formats";
import type { AnyModel } from "../../shared/page/hosts/afm.js";
import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import type { MenuItem } from "../../shared/page/shell/menu.js";
import { seenWithBar } from "../../shared/page/shell/seenWithBar.js";
import type { ViewFrame } from "../../shared/page/shell/viewFrame.js";
import type { NormalPictures } from "../draw/pictures.js";
import { controlNames, type NormalState, normalDefaults } from "../state.js";
import { normalMapOf } from "./pictures.js";

/** What NormalView can save and copy. */
export function menuOfNormals(
  model: AnyModel<NormalState>,
  frame: ViewFrame,
  pictures: NormalPictures,
  depth: DepthMap | undefined,
): MenuItem[] {
  const normals = normalMapOf(pictures);
  const savePainted = (dialect: string, name: string) => async () =>
    saveFile(name, await pngOf(canvasOf(encodeNormals(normals, { dialect }))));
  return [
    {
      text: "Save the picture as seen (PNG)",
      run: async () => saveFile("normals-seen.png", await pngOf(seenWithBar(frame))),
    },
    {
      text: "Save normals in the paper’s colours: red is left (PNG)",
      run: savePainted("vision-banana", "normals.png"),
    },
    {
      text: "Save normals in OpenGL’s colours: red is right (PNG)",
      run: savePainted("open-vision-banana", "normals-opengl.png"),
    },
    {
      text: "Save normals as numbers (NPY)",
      run: () => saveFile("normals.npy", formatNormals(normals, ".npy")),
    },
    {
      text: "Save normals as numbers (EXR)",
      run: () => saveFile("normals.exr", formatNormals(normals, ".exr")),
    },
    ...(depth ? [{ text: "Save points with their normals (PLY)", run: () => savePoints(depth) }] : []),
    {
      text: "Copy the state as code",
      async run() {
        const state = Object.fromEntries(controlNames.map((key) => [key, model.get(key)]));
        await navigator.clipboard.writeText(stateAsCode(state, { ...normalDefaults }));
        frame.notice.say("Copied: paste it in a cell after the view’s own.");
      },
    },
  ];

  function savePoints(metres: DepthMap): void {
    const { width, height, photo } = pictures;
    const camera = intrinsicsOfView(metres, { degrees: model.get("fieldOfView") });
    const colours = photo && { photo: new RgbImage({ width, height, data: photo }) };
    saveFile("points.ply", formatPly(pointCloudOf(metres, camera, { normals, ...colours })));
  }
}

/** A picture's very pixels on a canvas. */
function canvasOf({ width, height, data }: RgbImage): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  for (let i = 0, at = 0; at < data.length; i += 4, at += 3) {
    image.data.set(data.subarray(at, at + 3), i);
    image.data[i + 3] = 255;
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}
