import { type Intrinsics, intrinsicsOfCentres } from "../geometry/intrinsics.js";
import { unreadable } from "../image/formats/raster.js";

/**
 * A camera that a file tells, whose places count from the first pixel's centre, as those of nearly all data sets; here
 * they count from its corner.
 *
 * @throws UnreadableError unless focal lengths are above 0 and the centre is finite
 */
export function storedCamera({ fx, fy, cx, cy }: Intrinsics, file: string): Intrinsics {
  if (fx > 0 && fy > 0 && [fx, fy, cx, cy].every(Number.isFinite))
    return intrinsicsOfCentres({ fx, fy, cx, cy });
  const expected = "a file with a camera: a focal length above 0 and a centre, in pixels";
  throw unreadable(
    file,
    expected,
    `one with ${[fx, fy, cx, cy].join(", ")}`,
    "take the file as its authors give it",
  );
}
