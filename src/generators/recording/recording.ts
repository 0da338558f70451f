/**
 * A recorded answer is a folder that people can look through: `request.json`, `photo.png` where a picture was given,
 * `picture-0.png` … byte for byte as they came, and `answer.json`. It is called after its request and its model.
 */
import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UnwritableError } from "../../errors.js";
import { GeneratorError } from "../../generatorError.js";
import { makeFolder } from "../../image/makeFolder.js";
import { readImage } from "../../image/readImage.js";
import { RgbImage } from "../../image/rgbImage.js";
import { writeImage } from "../../image/writeImage.js";
import type { ModelAbout, PaintedPicture } from "../painter.js";
import type { PaintRequest } from "../request.js";
import { recordingName } from "./recordingName.js";
import type { RecordedRequest } from "./requestKey.js";

interface RecordedPicture extends Omit<PaintedPicture, "picture"> {
  readonly file: string;
  /** whether it never was a file, so that its pixels alone are the answer */
  readonly isRaw: boolean;
}

interface RecordedAnswer {
  readonly format: 1;
  readonly recorded: string;
  readonly about: ModelAbout;
  readonly pictures: readonly RecordedPicture[];
}

export interface Recording {
  readonly about: ModelAbout;
  readonly pictures: readonly PaintedPicture[];
}

/** @throws GeneratorError "bad-answer" for a recording that is damaged */
export async function readRecording(folder: string, name: string): Promise<Recording> {
  const place = join(folder, name);
  try {
    const { about, pictures } = answerIn(await readFile(join(place, ANSWER), "utf8"));
    return { about, pictures: await Promise.all(pictures.map((one) => pictureIn(place, one))) };
  } catch (cause) {
    throw new GeneratorError(
      "bad-answer",
      {
        ...{ argument: place, expected: `a recording: ${ANSWER} and its pictures` },
        got: cause instanceof Error ? cause.message : String(cause),
        remedy: "delete the folder, and record again",
      },
      { cause },
    );
  }
}

const ANSWER = "answer.json";

/** @throws Error that says what of it is strange */
function answerIn(json: string): RecordedAnswer {
  const answer = JSON.parse(json) as Partial<RecordedAnswer> | null;
  if (typeof answer?.about?.model !== "string") throw new Error(`${ANSWER} without a model`);
  const { pictures } = answer;
  if (!Array.isArray(pictures) || pictures.length === 0) throw new Error(`${ANSWER} without pictures`);
  const strange = pictures.findIndex((one) => typeof one !== "object" || one === null);
  if (strange >= 0)
    throw new Error(`${ANSWER} whose picture ${strange} is ${JSON.stringify(pictures[strange])}`);
  return answer as RecordedAnswer;
}

async function pictureIn(place: string, { file, isRaw, ...told }: RecordedPicture): Promise<PaintedPicture> {
  // A recording from elsewhere reads no files but its own.
  if (typeof file !== "string" || file !== basename(file))
    throw new Error(`${ANSWER} with a picture called ${file}`);
  const bytes = new Uint8Array(await readFile(join(place, file)));
  const more = { ...told.more, replayed: true };
  if (!isRaw) return { ...told, picture: bytes, more };
  const { width, height, data } = await readImage(bytes);
  return { ...told, picture: new RgbImage({ width, height, data }), more };
}

/** Before anything is paid for. @throws UnwritableError where recordings cannot be kept */
export async function makeRecordingFolder(folder: string): Promise<void> {
  await makeFolder(folder, "choose another folder");
  try {
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw unwritable(folder, cause, "choose another folder");
  }
}

/**
 * Keeps an answer. It is there whole or not at all, whatever happens meanwhile.
 *
 * @throws UnwritableError where the folder cannot be written
 */
export async function writeRecording(
  folder: string,
  about: ModelAbout,
  asked: RecordedRequest,
  image: PaintRequest["image"],
  pictures: readonly PaintedPicture[],
): Promise<void> {
  const place = join(folder, recordingName(asked, about));
  const making = join(folder, `.${randomUUID()}`);
  try {
    await mkdir(making);
    const kept: RecordedPicture[] = [];
    for (const [i, { picture, ...told }] of pictures.entries()) {
      const isRaw = !ArrayBuffer.isView(picture);
      const file = `picture-${i}.${isRaw ? "png" : extensionOf(picture)}`;
      if (isRaw) await writeImage(picture, join(making, file));
      else await writeFile(join(making, file), picture);
      kept.push({ ...told, file, isRaw });
    }
    if (image) await writeImage(image, join(making, "photo.png"));
    const answer: RecordedAnswer = { format: 1, recorded: new Date().toISOString(), about, pictures: kept };
    await writeFile(join(making, "request.json"), text(asked));
    await writeFile(join(making, ANSWER), text(answer));
    await putInPlace(making, place);
  } catch (cause) {
    await rm(making, { recursive: true, force: true }).catch(() => {});
    if (cause instanceof UnwritableError) throw cause;
    throw unwritable(folder, cause, "make room, or choose another folder; the picture itself was painted");
  }
}

/** Over what was there. Both steps are whole or not at all: others may be at the same meanwhile. */
async function putInPlace(making: string, place: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await rename(making, place);
    } catch (error) {
      if (!hasCode(error, ["ENOTEMPTY", "EEXIST"]) || tries === 100) throw error;
      await putAside(place);
    }
  }
}

async function putAside(place: string): Promise<void> {
  const aside = join(dirname(place), `.${randomUUID()}`);
  try {
    await rename(place, aside);
  } catch (error) {
    if (hasCode(error, ["ENOENT"])) return;
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  codes.includes((error as NodeJS.ErrnoException).code ?? "");

function unwritable(folder: string, cause: unknown, remedy: string): UnwritableError {
  const got = `not writable: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new UnwritableError(
    { argument: folder, expected: "a folder for recordings", got, remedy },
    { cause },
  );
}

const text = (value: object): string => `${JSON.stringify(value, null, 1)}\n`;

/** By a file's first bytes. */
function extensionOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89) return "png";
  if (bytes[0] === 0xff) return "jpg";
  return bytes[0] === 0x52 ? "webp" : "bin";
}
