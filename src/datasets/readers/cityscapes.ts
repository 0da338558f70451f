import { join } from "node:path";
import { readImage, readLabels } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { filesBelow } from "../folders.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { SemanticSample } from "../sample.js";
import { checkSameSize } from "../truthDepth.js";
import { CITYSCAPES_CLASSES, CITYSCAPES_SCORED } from "./cityscapesClasses.js";

const END = "_gtFine_labelIds.png";

/** Cityscapes with its fine annotations. */
export const cityscapes: DatasetReader<SemanticSample> = {
  name: "cityscapes",
  title: "Cityscapes",
  task: "semantic",
  splits: ["val", "train"],
  licence: "Cityscapes terms of use (non-commercial, no redistribution)",
  source:
    "https://www.cityscapes-dataset.com (after registration: leftImg8bit_trainvaltest and gtFine_trainvaltest)",
  layout: `leftImg8bit/val/<city>/<name>_leftImg8bit.png and gtFine/val/<city>/<name>${END}`,
  open: async (folder, split) => {
    const truths = (await filesBelow(join(folder, "gtFine", split), /_gtFine_labelIds\.png$/)).map((path) =>
      path.slice(0, -END.length),
    );
    const ends = "_leftImg8bit.png";
    const photos = (await filesBelow(join(folder, "leftImg8bit", split), /_leftImg8bit\.png$/)).map((path) =>
      path.slice(0, -ends.length),
    );
    const ids = [...new Set([...truths, ...photos])].sort();
    const entries = ids.map((id): Entry<SemanticSample> => {
      const photo = join(folder, "leftImg8bit", split, `${id}${ends}`);
      const truth = join(folder, "gtFine", split, `${id}${END}`);
      return { id, files: [photo, truth], read: () => readPair(id, photo, truth) };
    });
    const note =
      "One confusion matrix for the whole set; a truth of any other id does not count, but a void prediction on a scored pixel is a miss.";
    const hint = { classIds: CITYSCAPES_SCORED, note };
    return { entries, hint, expectedSize: split === "val" ? 500 : 2975 };
  },
};

async function readPair(id: string, photoFile: string, file: string): Promise<SemanticSample> {
  const photo = await readImage(photoFile);
  const labels = await readLabels(file, { legend: CITYSCAPES_CLASSES });
  checkSameSize(photo, labels, photoFile, file);
  const wrong = labels.data.find((value) => value >= CITYSCAPES_CLASSES.length);
  if (wrong !== undefined)
    throw unreadable(
      file,
      "ids from 0 to 33",
      `a file with ${wrong}`,
      `take the files that end with ${END}, not train ids`,
    );
  return { id, photo, labels };
}
