/** The manifest as records: what each published picture is, and how to know that it is the one. */
import { PAINTINGS, type PublishedPainting } from "./paintings.js";
import { FILES } from "./published.js";

/** The page's own folders. */
export const SAMPLE_KINDS = Object.freeze({
  depth: "depth",
  insseg: "instances",
  normal: "normals",
  refseg: "referring",
  semseg: "semantic",
} as const);

export type SampleKind = (typeof SAMPLE_KINDS)[keyof typeof SAMPLE_KINDS];

/** A picture of the paper's page: a photo, or what the model painted of one. */
export interface PublishedSample {
  /** the file's name without its ending, as in "depth_kinkaku_1" */
  readonly name: string;
  /** as the page has it, as in "files/images/depth/depth_kinkaku_1.png" */
  readonly path: string;
  readonly kind: SampleKind;
  readonly bytes: number;
  readonly sha256: string;
  /** of a painting: the page's prompt, the name of its photo, and the paper's figure where it is in one */
  readonly prompt?: string;
  readonly photo?: string;
  readonly figure?: number;
}

const nameOf = (path: string): string => path.replace(/^.*\//, "").replace(/\.[^.]+$/, "");
const paintings = new Map(PAINTINGS.map((one) => [one.path, one] as const));

function sampleOf(line: string): PublishedSample {
  const [sha256, bytes, path] = line.split(" ");
  const kind = SAMPLE_KINDS[path.slice(0, path.indexOf("/")) as keyof typeof SAMPLE_KINDS];
  const file = { name: nameOf(path), path: `files/images/${path}`, kind, bytes: Number(bytes), sha256 };
  const painting: PublishedPainting | undefined = paintings.get(path);
  if (painting === undefined) return file;
  const { prompt, photo, figure } = painting;
  return { ...file, prompt, photo: nameOf(photo), ...(figure !== undefined && { figure }) };
}

/** Every picture that the page has published of the paper's tasks. */
export const PUBLISHED_SAMPLES: readonly PublishedSample[] = Object.freeze(
  FILES.trim().split("\n").map(sampleOf),
);
