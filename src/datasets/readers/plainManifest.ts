import { join } from "node:path";
import type { Intrinsics } from "../../geometry/intrinsics.js";
import { unreadable } from "../../image/formats/raster.js";
import { DEPTH_SCALES, type DepthScale, type LegendEntry } from "../../image/index.js";
import { Fields } from "../fields.js";
import { inside, namesIn, readJson } from "../folders.js";
import { storedCamera } from "../storedCamera.js";

/** Tasks of one's own data, with the folder that their truth lies in. */
export const PLAIN_TASKS = {
  depth: "depth",
  normals: "normals",
  semantic: "labels",
  referring: "masks",
  generation: undefined,
  editing: undefined,
} as const;

export type PlainTask = keyof typeof PLAIN_TASKS;

/** One sample of dataset.json, or of two files with the same name. */
export interface PlainSample {
  readonly id: string;
  readonly photo?: string;
  readonly truth?: string;
  /** expression, prompt or instruction */
  readonly text?: string;
  readonly intrinsics?: Intrinsics;
}

/** What dataset.json says. */
export interface PlainManifest {
  readonly file: string;
  readonly task: PlainTask;
  readonly scale?: DepthScale;
  readonly minMetres?: number;
  readonly maxMetres?: number;
  readonly legend?: readonly LegendEntry[];
  readonly samples: readonly PlainSample[];
}

/** @throws UnreadableError if dataset.json is missing, or says something that cannot be */
export async function readManifest(folder: string): Promise<PlainManifest> {
  const file = join(folder, "dataset.json");
  const root = new Fields(await readJson(file), file);
  const task = root.text("task");
  if (!Object.hasOwn(PLAIN_TASKS, task))
    throw unreadable(
      file,
      `a task of ${Object.keys(PLAIN_TASKS).join(", ")}`,
      `a file with ${task}`,
      "mend task",
    );
  const scale = root.raw("scale");
  const isScale =
    typeof scale === "number" ? scale > 0 : typeof scale === "string" && Object.hasOwn(DEPTH_SCALES, scale);
  if (scale !== undefined && !isScale)
    throw unreadable(
      file,
      `a scale in metres per unit, or ${Object.keys(DEPTH_SCALES).join(", ")}`,
      String(scale),
      "mend scale",
    );
  const shared = root.has("intrinsics") ? intrinsicsOf(root) : undefined;
  const samples = root.has("samples")
    ? root.list("samples").map((sample) => listed(folder, sample, task as PlainTask))
    : await paired(folder, file, task as PlainTask);
  return {
    file,
    task: task as PlainTask,
    ...(scale !== undefined && { scale: scale as DepthScale }),
    ...(root.has("minMetres") && { minMetres: root.number("minMetres") }),
    ...(root.has("maxMetres") && { maxMetres: root.number("maxMetres") }),
    ...(root.has("legend") && { legend: legendOf(root) }),
    samples: samples.map((sample) => ({ ...(shared && { intrinsics: shared }), ...sample })),
  };
}

function intrinsicsOf(fields: Fields): Intrinsics {
  const camera = new Fields(fields.raw("intrinsics"), fields.file, `${fields.place}.intrinsics`);
  const [fx, fy, cx, cy] = ["fx", "fy", "cx", "cy"].map((key) => camera.number(key));
  // Counted from the corner, as everywhere in this library.
  return storedCamera({ fx, fy, cx: cx - 0.5, cy: cy - 0.5 }, fields.file);
}

function legendOf(root: Fields): LegendEntry[] {
  return root.list("legend").map((entry) => {
    const colour = entry.has("colour") ? entry.numbers("colour", 3) : undefined;
    const [r, g, b] = colour ?? [];
    return { id: entry.whole("id"), name: entry.text("name"), ...(colour && { colour: [r, g, b] as const }) };
  });
}

function listed(folder: string, sample: Fields, task: PlainTask): PlainSample {
  const path = (key: string): string => inside(folder, sample.text(key), sample.file);
  const needsText = task === "referring" || task === "generation" || task === "editing";
  const photo = task === "generation" ? undefined : path("photo");
  const truth = PLAIN_TASKS[task] === undefined ? undefined : path("truth");
  return {
    id: sample.has("id") ? sample.text("id") : ((sample.raw("photo") as string | undefined) ?? sample.place),
    ...(photo && { photo }),
    ...(truth && { truth }),
    ...(needsText && { text: sample.text("text") }),
    ...(sample.has("intrinsics") && { intrinsics: intrinsicsOf(sample) }),
  };
}

/** A photo and a truth with the same name before the last point; each without its other is told by `check()`. */
async function paired(folder: string, file: string, task: PlainTask): Promise<PlainSample[]> {
  const truthFolder = PLAIN_TASKS[task];
  if (truthFolder === undefined || task === "referring")
    throw unreadable(
      file,
      `a file with samples, for the task ${task} needs texts`,
      "one without",
      "list them under samples",
    );
  const stems = async (part: string): Promise<Map<string, string>> =>
    new Map((await namesIn(join(folder, part))).map((name) => [name.replace(/\.\w+$/, ""), name]));
  const [photos, truths] = [await stems("photos"), await stems(truthFolder)];
  const ids = [...new Set([...photos.keys(), ...truths.keys()])].sort();
  return ids.map((id) => ({
    id,
    photo: join(folder, "photos", photos.get(id) ?? `${id}.png`),
    truth: join(folder, truthFolder, truths.get(id) ?? `${id}.png`),
  }));
}
