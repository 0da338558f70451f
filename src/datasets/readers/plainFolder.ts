import { readDepth, readImage, readLabels, readNormals, readRaster } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { DatasetSample, ReferringSample } from "../sample.js";
import { checkSameSize } from "../truthDepth.js";
import { type PlainManifest, type PlainSample, readManifest } from "./plainManifest.js";

/** One's own data: dataset.json says the task, photos lie in one folder and the truth in another. */
export const plainFolder: DatasetReader = {
  name: "folder",
  title: "a folder of your own",
  task: "depth",
  splits: ["all"],
  licence: "that of your data",
  source: "your own files; docs/datasets.md says how to lay them out",
  layout: 'dataset.json with { "task": "depth" }, photos/<name>.png and depth/<name>.png',
  open: async (folder) => {
    const manifest = await readManifest(folder);
    const { task, minMetres, maxMetres } = manifest;
    const entries = manifest.samples.map((sample): Entry<DatasetSample> => {
      const files = [sample.photo, sample.truth].filter((file) => file !== undefined);
      return { id: sample.id, files, read: () => readSample(manifest, sample) };
    });
    const hint = {
      ...(minMetres !== undefined && { minMetres }),
      ...(maxMetres !== undefined && { maxMetres }),
      note: "No protocol but yours.",
    };
    return { entries, sources: [manifest.file], hint, task };
  },
};

async function readSample(manifest: PlainManifest, sample: PlainSample): Promise<DatasetSample> {
  const { id, photo: photoFile = "", truth: file = "", text = "", intrinsics } = sample;
  const camera = intrinsics && { intrinsics };
  if (manifest.task === "generation") return { id, prompt: text, tags: [] };
  const photo = await readImage(photoFile, { upright: true });
  const fitting = <T extends { width: number; height: number }>(truth: T): T => {
    checkSameSize(photo, truth, photoFile, file);
    return truth;
  };
  switch (manifest.task) {
    case "depth": {
      const { scale } = manifest;
      return {
        id,
        photo,
        depth: fitting(await readDepth(file, scale === undefined ? {} : { scale })),
        ...camera,
      };
    }
    case "normals":
      return { id, photo, normals: fitting(await readNormals(file)), ...camera };
    case "semantic": {
      const { legend } = manifest;
      return { id, photo, labels: fitting(await readLabels(file, legend ? { legend } : {})) };
    }
    case "referring":
      return { id, photo, expression: text, mask: fitting(await readMask(file)) };
    case "editing":
      return { id, photo, instruction: text, kind: "" };
  }
}

/** One channel: 0 is not meant, 128 does not count, anything else is meant. */
async function readMask(file: string): Promise<ReferringSample["mask"]> {
  const { width, height, channels, data } = await readRaster(file);
  if (channels !== 1 || data.BYTES_PER_ELEMENT !== 1)
    throw unreadable(
      file,
      "a mask of one channel of 8 bits",
      `${channels} of ${data.constructor.name}`,
      "save it as a grey PNG",
    );
  const values = Uint8Array.from(data as Uint8Array, (value) => (value === 0 ? 0 : value === 128 ? 255 : 1));
  return { width, height, data: values };
}
