/** Photos come in the size of their camera, maps in that of their generator. */
import { alignmentOf, alignToPainted, type RgbImage } from "vision-peel/image";
import { inPixels, type Size } from "./checkPictures.js";
import { refuse } from "./checks.js";

/** A photo as large as its map, and what was done to it. */
export interface FittedPhoto {
  readonly photo: RgbImage;
  /** undefined where nothing was done */
  readonly note?: string;
}

/**
 * Real generators change an aspect by up to 1.8 %, as they round their sides to multiples of 16; what differs more than
 * this is most likely another picture, or one that was turned.
 */
const MOST_STRETCH = 1.05;

/**
 * Puts a photo on the grid of a map that a generator has painted after it: scaled until it covers the map and cropped
 * at the centre, as generators do. It only lies under the map, so that nothing is measured wrong; the note says it.
 *
 * @param name what the map is called among the options: "depth", "labels"
 * @throws ArgumentError where the aspects differ too much for a guess
 */
export function fitPhoto(photo: RgbImage, map: Size, name: string): FittedPhoto {
  const { width, height } = photo;
  if (width === map.width && height === map.height) return { photo };
  const stretch = (width * map.height) / (height * map.width);
  if (Math.max(stretch, 1 / stretch) > MOST_STRETCH) {
    refuse(
      "photo",
      `of the shape of ${name}, ${inPixels(map)}`,
      photo,
      `pass the photo that was given to the generator, or fit it as alignToPainted(photo, alignmentOf(photo, ${name}, "resize"))`,
    );
  }
  const alignment = alignmentOf(photo, map);
  const columns = width - map.width / alignment.scaleX;
  const rows = height - map.height / alignment.scaleY;
  const cropped =
    columns > rows ? croppedInWords(columns, width, "columns") : croppedInWords(rows, height, "rows");
  return {
    photo: alignToPainted(photo, alignment),
    note: `The photo of ${width} × ${height} pixels is shown at ${map.width} × ${map.height}, as the map is${cropped}.`,
  };
}

/** What generators crop, both sides together. */
function croppedInWords(count: number, of: number, what: string): string {
  return count < 0.5 ? "" : `, without ${Math.max(1, Math.round(count))} of its ${of} ${what}`;
}
