import { join } from "node:path";
import { readImage } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import type { Fields } from "../fields.js";
import { exists, firstThere, inside, namesIn } from "../folders.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { PhraseSample } from "../sample.js";
import { checkSameSize } from "../truthDepth.js";
import { type CocoFile, instanceOf, readCoco, sizeOf } from "./cocoFile.js";

const SUBSETS = [
  "metaclip",
  "sa1b",
  "crowded",
  "fg_food",
  "fg_sports_equipment",
  "attributes",
  "wiki_common",
];
const FILE = /^gold_(.+)_merged_([abc])(_release)?_test\.json$/;

/** SA-Co/Gold: photos and noun phrases, each drawn by three annotators. */
export const sacoGold: DatasetReader<PhraseSample> = {
  name: "saco-gold",
  title: "SA-Co/Gold",
  task: "phrases",
  splits: ["all", ...SUBSETS],
  licence: "as its page says; photos of MetaCLIP and SA-1B under their own terms",
  source:
    "https://huggingface.co/datasets/facebook/SACo-Gold; photos of SA-1B at https://ai.meta.com/datasets/segment-anything/",
  layout: "gt-annotations/gold_<subset>_merged_{a,b,c}_release_test.json, metaclip-images/ and sa1b-images/",
  open: async (folder, split) => {
    const root = (await exists(join(folder, "gt-annotations"))) ? join(folder, "gt-annotations") : folder;
    const files = (await namesIn(root)).filter((name) => isOf(split, FILE.exec(name)?.[1]));
    const groups = new Map<string, string[]>();
    for (const name of files) {
      const subset = FILE.exec(name)?.[1] ?? "";
      groups.set(subset, [...(groups.get(subset) ?? []), join(root, name)]);
    }
    const entries: Entry<PhraseSample>[] = [];
    for (const [subset, paths] of groups) {
      const annotators: CocoFile[] = [];
      for (const path of paths) annotators.push(await readCoco(path));
      const photos = subset.startsWith("sa1b") ? "sa1b-images" : "metaclip-images";
      const images = await firstThere(folder, photos, "images");
      entries.push(...pairsOf(subset, annotators, images));
    }
    const note =
      "Only pairs that all annotators call exhaustive are scored, each against whoever fits best; most pairs have no thing. cgF1 = pmF1 · IL_MCC.";
    return { entries, sources: [...groups.values()].flat(), hint: { note } };
  },
};

/** Releases call two subsets metaclip_nps and sa1b_nps. */
const isOf = (split: string, subset: string | undefined): boolean =>
  subset !== undefined && (split === "all" || subset === split || subset === `${split}_nps`);

function pairsOf(subset: string, annotators: readonly CocoFile[], folder: string): Entry<PhraseSample>[] {
  const [first] = annotators;
  return [...first.images].map(([imageId, pair]): Entry<PhraseSample> => {
    const id = `${subset}/${imageId}`;
    const photoFile = inside(folder, pair.text("file_name"), first.file);
    const phrase = pair.text("text_input");
    const read = async (): Promise<PhraseSample> => {
      const photo = await readImage(photoFile);
      checkSameSize(photo, sizeOf(pair), photoFile, first.file);
      return { id, photo, phrase, annotators: annotators.map((one) => drawnBy(one, imageId, phrase)) };
    };
    return { id, files: [photoFile], read };
  });
}

function drawnBy(
  { file, images, annotationsOf }: CocoFile,
  imageId: number,
  phrase: string,
): PhraseSample["annotators"][number] {
  const pair: Fields | undefined = images.get(imageId);
  if (!pair || pair.text("text_input") !== phrase)
    throw unreadable(
      file,
      `a file with pair ${imageId}, ${JSON.stringify(phrase)}`,
      "another",
      "take the three files of one release",
    );
  const size = sizeOf(pair);
  const instances = (annotationsOf.get(imageId) ?? []).map((one) =>
    instanceOf(one, size, { measured: true }),
  );
  return { isExhaustive: isTrue(pair.raw("is_instance_exhaustive")), instances };
}

const isTrue = (value: unknown): boolean => value === true || value === 1;
