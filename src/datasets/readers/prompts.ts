import { basename, join } from "node:path";
import { readImage } from "../../image/files.js";
import { unreadable } from "../../image/formats/raster.js";
import { Fields } from "../fields.js";
import { exists, firstThere, inside, readJson } from "../folders.js";
import type { DatasetReader, Entry } from "../reader.js";
import type { EditSample, PromptSample } from "../sample.js";

/** GenAI-Bench: prompts that professional designers wrote, with the skills that they need. */
export const genaiBench: DatasetReader<PromptSample> = {
  name: "genai-bench",
  title: "GenAI-Bench",
  task: "generation",
  splits: ["all"],
  licence: "Apache-2.0",
  source: "https://huggingface.co/datasets/BaiqiL/GenAI-Bench-1600 (or zhiqiulin/GenAI-Bench-527)",
  layout: "genai_image.json, and genai_skills.json for the tags",
  open: async (folder) => {
    const file = join(folder, "genai_image.json");
    const tags = await tagsOf(join(folder, "genai_skills.json"));
    const entries = (await recordsOf(file)).map(([id, record]): Entry<PromptSample> => {
      const prompt = record.text("prompt");
      return { id, files: [], read: async () => ({ id, prompt, tags: tags.get(keyOf(id)) ?? [] }) };
    });
    const note = "The paper compares pairs of pictures by people: wins / (wins + losses).";
    return { entries, sources: [file], hint: { note } };
  },
};

/** Prompts are called 00001 and so on, and 1 where skills name them. */
const keyOf = (id: unknown): string => String(id).padStart(5, "0");

/** Skill, to the numbers of prompts; in groups of skills in some releases. */
async function tagsOf(file: string): Promise<Map<string, string[]>> {
  const tags = new Map<string, string[]>();
  if (!(await exists(file))) return tags;
  const take = (skills: unknown): void => {
    if (typeof skills !== "object" || skills === null)
      throw unreadable(file, "skills with numbers of prompts", "another");
    for (const [skill, ids] of Object.entries(skills)) {
      if (!Array.isArray(ids)) take(ids);
      else for (const id of ids) tags.set(keyOf(id), [...(tags.get(keyOf(id)) ?? []), skill]);
    }
  };
  take(await readJson(file));
  return tags;
}

/** ImgEdit's basic benchmark: photos and what is to be changed in them. */
export const imgedit: DatasetReader<EditSample> = {
  name: "imgedit",
  title: "ImgEdit-Bench, basic",
  task: "editing",
  splits: ["all"],
  licence: "Apache-2.0 (code and prompts); photos under their own terms",
  source:
    "https://github.com/PKU-YuanGroup/ImgEdit (Benchmark/Basic) and https://huggingface.co/datasets/sysuyy/ImgEdit",
  layout: "basic_edit.json and original_images/<kind>/*.jpg",
  open: async (folder) => {
    const file = await firstThere(folder, "basic_edit.json", "singleturn.json");
    const photos = await firstThere(folder, "original_images", "singleturn");
    const entries = (await recordsOf(file)).map(([id, record]): Entry<EditSample> => {
      const photoFile = inside(photos, record.text("id"), file);
      const [instruction, kind] = [record.text("prompt"), record.text("edit_type")];
      return {
        id,
        files: [photoFile],
        read: async () => ({ id, photo: await readImage(photoFile), instruction, kind }),
      };
    });
    const note =
      "The paper compares pairs of pictures by people; the benchmark's own scores are a language model's, from 1 to 5.";
    return { entries, sources: [file], hint: { note } };
  },
};

async function recordsOf(file: string): Promise<[string, Fields][]> {
  const records = await readJson(file);
  if (typeof records !== "object" || records === null || Array.isArray(records))
    throw unreadable(file, `a ${basename(file)} with records by number`, "another", "take the authors' file");
  return Object.entries(records).map(([id, record]) => [id, new Fields(record, file, id)]);
}
