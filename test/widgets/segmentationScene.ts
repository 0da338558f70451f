/** A picture of three classes whose every number is known. */
import { decodeSemantic, RgbImage } from "vision-peel";
import { regionsOf } from "../../widgets/dist/segmentation/regions.js";
import { segmentationDefaults } from "../../widgets/dist/segmentation/state.js";

export const [width, height] = [80, 60];
const legend = { wall: "rgb(0, 0, 255)", chair: "rgb(255, 0, 0)", background: "rgb(0, 255, 0)" };

/** Left half wall, a chair of 20 × 20 pixels at the right, background else. */
const isChair = (x: number, y: number, left: number): boolean =>
  x >= left && x < left + 20 && y >= 20 && y < 40;
export const painted = (() => {
  const data = new Uint8Array(3 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[3 * (y * width + x) + (isChair(x, y, 50) ? 0 : x < 40 ? 2 : 1)] = 255;
  return new RgbImage({ width, height, data });
})();
export const labels = decodeSemantic(painted, legend);
export const idOf = (name: string): number =>
  labels.legend.find((entry) => entry.name === name)?.id as number;
export const photo = new RgbImage({ width, height, data: new Uint8Array(3 * width * height).fill(100) });

/** In truth the chair stands two pixels further left. */
export const trueIds = labels.data.map((id, i) => {
  const [x, y] = [i % width, Math.floor(i / width)];
  if (isChair(x, y, 48)) return idOf("chair");
  return id === idOf("chair") ? idOf("background") : id;
});

export const state = {
  _view_name: "SegmentationView",
  ...segmentationDefaults,
  ...{ width, height, ids: labels.data, painted: painted.data, photo: photo.data, margin: labels.margin },
  ...{ truth: trueIds, regions: regionsOf(labels), areInstances: false, prompt: "Paint the chair red." },
};
