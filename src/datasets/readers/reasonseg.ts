import { join } from "node:path";
import { readImage } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { Fields } from "../fields.js";
import { namesIn, readJson } from "../folders.js";
import { fillOpenCvPolygon, type Place } from "../openCvPolygon.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { ReferringSample } from "../sample.js";

const IGNORED = 255;
/** Corners farther out are no outline of anything in a picture. */
const FARTHEST = 100_000;

/** ReasonSeg: questions and descriptions whose answer is a region. */
export const reasonseg: DatasetReader<ReferringSample> = {
  name: "reasonseg",
  title: "ReasonSeg",
  task: "referring",
  splits: ["val", "test", "train"],
  licence: "Apache-2.0 (LISA); photos of OpenImages and ScanNet under their own terms",
  source: "https://github.com/dvlab-research/LISA (ReasonSeg)",
  layout: "ReasonSeg/val/*.jpg with *.json beside; the folder may be ReasonSeg or above it",
  open: async (folder, split) => {
    const own = join(folder, split);
    const root = (await namesIn(own)).length > 0 ? own : join(folder, "ReasonSeg", split);
    const names = (await namesIn(root)).filter((name) => /\.(jpg|json)$/.test(name));
    const ids = [...new Set(names.map((name) => name.replace(/\.\w+$/, "")))];
    const entries = ids.map((id): Entry<ReferringSample> => {
      const [photo, truth] = [join(root, `${id}.jpg`), join(root, `${id}.json`)];
      return { id, files: [photo, truth], read: () => readPair(id, photo, truth) };
    });
    const note =
      "Only the first text of a file is asked; gIoU is the mean of samples, cIoU sums; 255 does not count.";
    const sizes: Record<string, number> = { val: 200, test: 779, train: 239 };
    return { entries, hint: { note }, expectedSize: sizes[split] };
  },
};

async function readPair(id: string, photoFile: string, file: string): Promise<ReferringSample> {
  const photo = await readImage(photoFile);
  const root = new Fields(await readJson(file, { orWindows: true }), file);
  const [expression] = (root.raw("text") as unknown[] | undefined) ?? [];
  if (typeof expression !== "string")
    throw unreadable(file, "a file with a text first in text", "one without");
  return { id, photo, expression, mask: maskOfShapes(root, photo) };
}

/**
 * The mask as LISA draws it (utils/data_processing.py, get_mask_from_json): corners without what is behind their
 * point, larger shapes first, so that smaller ones lie on top; a label with "ignore" does not count, "flag" is none.
 *
 * @throws UnreadableError for shapes without corners, or with such that are no numbers
 */
export function maskOfShapes(
  root: Fields,
  { width, height }: { width: number; height: number },
): ReferringSample["mask"] {
  const shapes = root.list("shapes").flatMap((shape) => {
    const label = shape.text("label").toLowerCase();
    if (label === "flag") return [];
    const polygon = cornersOf(shape);
    const alone = { width, height, data: new Uint8Array(width * height) };
    fillOpenCvPolygon(alone, polygon, 1);
    const area = alone.data.reduce((sum, value) => sum + value, 0);
    return [{ polygon, area, value: label.includes("ignore") ? IGNORED : 1 }];
  });
  const mask = { width, height, data: new Uint8Array(width * height) };
  // Rising, then turned around, as numpy's argsort is there: of equal ones the later comes first.
  const sorted = shapes.sort((a, b) => a.area - b.area).reverse();
  for (const { polygon, value } of sorted) fillOpenCvPolygon(mask, polygon, value);
  return mask;
}

function cornersOf(shape: Fields): Place[] {
  const points = shape.raw("points");
  const corners = Array.isArray(points) ? points : [];
  const isFit = (corner: unknown): corner is [number, number] =>
    Array.isArray(corner) &&
    corner.length === 2 &&
    corner.every((one) => typeof one === "number" && Math.abs(one) <= FARTHEST);
  if (corners.length === 0 || !corners.every(isFit))
    throw unreadable(
      shape.file,
      `corners in pixels at ${shape.place}.points`,
      "others",
      "take the file of the data set",
    );
  return corners.map(([x, y]): Place => [Math.trunc(x), Math.trunc(y)]);
}
