import { isPeelError } from "../../errors.js";
import { unreadable } from "../../image/formats/raster.js";
import {
  type CocoMask,
  maskArea,
  maskBox,
  maskOfPolygon,
  mergeMasks,
  type PixelBox,
} from "../../image/index.js";
import { Fields } from "../fields.js";
import { readJson } from "../folders.js";
import type { Category, InstanceTruth } from "../sample.js";

/** A file of COCO's, by ids. */
export interface CocoFile {
  readonly file: string;
  readonly images: ReadonlyMap<number, Fields>;
  readonly annotations: ReadonlyMap<number, Fields>;
  /** of each image, in the order of the file */
  readonly annotationsOf: ReadonlyMap<number, readonly Fields[]>;
  readonly categories: readonly Category[];
}

/** @throws UnreadableError for a file that is missing, no JSON, or without lists of images and annotations */
export async function readCoco(file: string): Promise<CocoFile> {
  const root = new Fields(await readJson(file), file);
  const images = new Map(root.list("images").map((image) => [image.whole("id"), image]));
  const annotations = new Map<number, Fields>();
  const annotationsOf = new Map<number, Fields[]>();
  for (const annotation of root.list("annotations")) {
    annotations.set(annotation.whole("id"), annotation);
    const imageId = annotation.whole("image_id");
    const others = annotationsOf.get(imageId);
    if (others) others.push(annotation);
    else annotationsOf.set(imageId, [annotation]);
  }
  const categories = categoriesOf(root);
  return { file, images, annotations, annotationsOf, categories };
}

/** The classes that a file of COCO's lists. */
export function categoriesOf(root: Fields): Category[] {
  if (!root.has("categories")) return [];
  return root.list("categories").map((category) => ({
    id: category.whole("id"),
    name: category.text("name"),
    ...(category.has("isthing") && { isThing: category.whole("isthing") === 1 }),
  }));
}

/**
 * The mask of an annotation: run lengths, or all its polygons together (where they overlap a pixel is in once, other
 * than where masks are added up).
 *
 * @throws UnreadableError if it has none, or it is not as large as its image
 */
export function maskOfAnnotation(annotation: Fields, size: { width: number; height: number }): CocoMask {
  const segmentation = annotation.raw("segmentation");
  const wrong = (got: string, cause?: unknown): Error => {
    const expected = `a file with a mask of ${size.height} × ${size.width} pixels at ${annotation.place}.segmentation`;
    return unreadable(
      annotation.file,
      expected,
      got,
      "take the file as the data set's authors give it",
      cause,
    );
  };
  try {
    if (Array.isArray(segmentation)) {
      if (segmentation.length === 0) throw wrong("one with nothing there");
      return mergeMasks(segmentation.map((polygon) => maskOfPolygon(polygon as number[], size)));
    }
    if (typeof segmentation !== "object" || segmentation === null) throw wrong("one without");
    const mask = segmentation as CocoMask;
    maskArea(mask); // checks the counts
    const [height, width] = mask.size;
    if (height !== size.height || width !== size.width) throw wrong(`one of ${height} × ${width}`);
    return mask;
  } catch (cause) {
    if (isPeelError(cause, "argument")) throw wrong("one with another", cause);
    throw cause;
  }
}

/** One thing, with its box as the file has it, or measured where `measured` (SA-Co writes parts of the picture). */
export function instanceOf(
  annotation: Fields,
  size: { width: number; height: number },
  { measured = false }: { measured?: boolean } = {},
): InstanceTruth {
  const mask = maskOfAnnotation(annotation, size);
  const isTold = !measured && annotation.has("bbox");
  return {
    id: annotation.whole("id"),
    categoryId: annotation.has("category_id") ? annotation.whole("category_id") : 1,
    mask,
    box: isTold ? (annotation.numbers("bbox", 4) as unknown as PixelBox) : maskBox(mask),
    area: !measured && annotation.has("area") ? annotation.number("area") : maskArea(mask),
    isCrowd: annotation.has("iscrowd") && annotation.whole("iscrowd") !== 0,
  };
}

/** The size that a file tells of an image. */
export const sizeOf = (image: Fields): { width: number; height: number } => ({
  width: image.whole("width"),
  height: image.whole("height"),
});
