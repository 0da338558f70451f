import { cloudOf, drawCloud, projectionOf, screenOf } from "../depth/draw/cloud.js";
import { coloursOf } from "../depth/draw/colours.js";
import type { DepthPictures } from "../depth/draw/pictures.js";
import { sourceOf } from "../depth/draw/sources.js";
import { cameraOf } from "../depth/measure.js";
import { farMetres } from "../depth/state.js";
import type { DepthControls } from "../depth/store.js";
import { stillFrame } from "../shared/still.js";
import type { Still } from "../shared/view.js";

/** The cloud as one picture, as it is seen. */
export function cloudStill(pictures: DepthPictures, controls: DepthControls): Still {
  const { fieldOfView, edgeLimit, viewpoint, pointSize, near, far, residualLimit } = controls;
  const { width, height } = stillFrame(pictures);
  const screen = screenOf(width, height);
  const cloud = cloudOf(pictures, cameraOf(pictures, fieldOfView), edgeLimit);
  const colours = coloursOf(controls, pictures.metres, pictures.tables);
  const name = controls.pointColours === "photo" && pictures.photo ? "photo" : "depth";
  const { wordAt } = sourceOf(pictures, name, { colours, residualLimit });
  const look = { wordAt, pointSize, near, far: farMetres(far), stride: 1 };
  drawCloud(cloud, projectionOf(cloud, viewpoint, screen), look, screen);
  return { frame: { width, height, left: 0, top: 0, scale: 1 }, pixels: screen.words };
}
