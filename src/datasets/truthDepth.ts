import { unreadable } from "../image/formats/raster.js";
import { DepthMap, type RgbImage } from "../image/index.js";

/** How stored numbers of a data set become true depth. */
export interface TruthDepthInit {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number | bigint>;
  /** the file, for errors and the provenance */
  readonly file: string;
  readonly dataset: string;
  /** a stored number in metres; what it gives NaN for is unknown; default: as it is, and 0 is unknown */
  readonly metresOf?: (stored: number, index: number) => number;
}

const metresOrUnknown = (stored: number): number => (stored === 0 ? Number.NaN : stored);

/**
 * A depth map of the truth. A photo's truth has no depth below 0: whoever finds one reads a file of another kind.
 *
 * @throws UnreadableError for a depth below 0, or another number of values than the size has
 */
export function truthDepth(init: TruthDepthInit): DepthMap {
  const { width, height, file, dataset, metresOf = metresOrUnknown } = init;
  if (init.data.length !== width * height)
    throw unreadable(file, `${width} × ${height} depths`, `a file of ${init.data.length}`, "unpack it again");
  const data = new Float32Array(width * height);
  for (let i = 0; i < data.length; i++) {
    data[i] = metresOf(Number(init.data[i]), i);
    if (data[i] < 0) {
      const got = `a file with ${data[i]} m at x=${i % width}, y=${Math.floor(i / width)}`;
      throw unreadable(
        file,
        "depths of 0 m and above",
        got,
        "check that it is a depth map, and unpack it again",
      );
    }
  }
  return new DepthMap({ width, height, data, provenance: { file, dataset } });
}

/** Anything with a size. */
interface Sized {
  readonly width: number;
  readonly height: number;
}

/** @throws UnreadableError if photo and truth have not the same size: they are of two pictures, or turned */
export function checkSameSize(photo: RgbImage, truth: Sized, photoFile: string, truthFile: string): void {
  if (photo.width === truth.width && photo.height === truth.height) return;
  const isTurned = photo.width === truth.height && photo.height === truth.width;
  throw unreadable(
    truthFile,
    `as large as its photo ${photoFile}, ${photo.width} × ${photo.height} pixels`,
    `${truth.width} × ${truth.height} pixels large`,
    isTurned
      ? "one of them is turned on its side: take both as they were published"
      : "check that they belong together",
  );
}
