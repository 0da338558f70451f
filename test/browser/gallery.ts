/** The gallery's notebooks, taken apart: what it says of each view, the code, and the picture's name. */
import { readFileSync } from "node:fs";
import { type Notebook, textOf } from "../../cli/notebook/notebook.js";

export const galleryPaths = ["notebooks/explore/gallery.ipynb", "notebooks/explore/gallery-steps.ipynb"];
export const picturesFolder = "docs/pictures/views";

export interface Entry {
  readonly title: string;
  readonly words: string;
  readonly code: string;
  /** of its pictures: `depth-a-slice` */
  readonly name: string;
}

export interface Gallery {
  readonly title: string;
  readonly words: string;
  readonly setUp: string;
  readonly entries: readonly Entry[];
}

/** The first two cells introduce and prepare; then words and code take turns. */
export function readGallery(path: string): Gallery {
  const { cells } = JSON.parse(readFileSync(path, "utf8")) as Notebook;
  const [introduction, setUp, ...rest] = cells.map(({ source }) => textOf(source));
  const split = (text: string): { title: string; words: string } => {
    const [heading, ...words] = text.split("\n\n");
    return { title: heading.replace(/^#+ /, ""), words: words.join("\n\n") };
  };
  const entries = rest.flatMap((text, i) =>
    i % 2 === 0 ? [{ ...split(text), code: rest[i + 1], name: nameOf(split(text).title) }] : [],
  );
  return { ...split(introduction), setUp, entries };
}

const nameOf = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** docs/views.md */
export function galleryPage(galleries: readonly Gallery[]): string {
  const code = (text: string): string => `\`\`\`ts\n${text}\n\`\`\``;
  const picture = ({ name, title: alt }: Entry): string =>
    `<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="pictures/views/${name}-dark.png">\n  <img alt="${alt}" src="pictures/views/${name}-light.png">\n</picture>`;
  const made =
    "This page is made of [two](../notebooks/explore/gallery.ipynb) [notebooks](../notebooks/explore/gallery-steps.ipynb) that a test runs: its pictures are those of the test. More of each view: [DepthView](depth-view.md), [NormalView](normal-view.md), [SegmentationView](segmentation-view.md), [step by step](step-views.md).";
  return [
    ...galleries.flatMap(({ title, words, setUp, entries }, i) => [
      `${i === 0 ? "#" : "##"} ${title}`,
      words,
      ...(i === 0 ? [made] : []),
      code(setUp),
      ...entries.flatMap((entry) => [
        `${i === 0 ? "##" : "###"} ${entry.title}`,
        entry.words,
        code(entry.code),
        picture(entry),
      ]),
    ]),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}
