/** Makes the site: pages of docs/, notebooks that explore, and the reference, in one folder that needs no server. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { addressOf, addressOfEntry, wayTo } from "./addresses.js";
import { chapters, entries, notebookFolders } from "./contents.js";
import { type Listed, type ListedChapter, layout } from "./layout.js";
import { type LiveExample, type MarkdownPage, markdownPage } from "./markdownPage.js";
import { cellPage, notebookPage, titleOfNotebook } from "./notebookPages.js";
import { type Exported, openSources, readEntry } from "./reference/readEntry.js";
import { referencePage } from "./reference/referencePage.js";

export interface Site {
  readonly pages: number;
  readonly names: number;
}

/**
 * @param out a folder that is made anew
 * @param tell told what is being made
 * @throws Error for a page that is not there, or a link that leads nowhere
 */
export function buildSite(out: string, tell: (what: string) => void): Site {
  rmSync(out, { recursive: true, force: true });
  const write = (address: string, text: string): void => {
    const path = join(out, address);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const notebooks = notebookFolders.flatMap(({ title, folder }) => {
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".ipynb")) : [];
    return files.length > 0 ? [{ title, files: files.sort().map((name) => `${folder}/${name}`) }] : [];
  });
  const files = chapters.flatMap(({ pages }) => pages);
  const known = new Set([...files, ...notebooks.flatMap((one) => one.files)]);

  tell("Pages");
  const made = new Map(files.map((file) => [file, markdownPage(file, readFileSync(file, "utf8"), known)]));
  tell("Reference");
  const program = openSources(entries.map(({ file }) => file));
  const read = entries.map(({ name, file }) => ({ name, exported: readEntry(program, file) }));

  const listed = listAll(made, notebooks, read);
  for (const [file, { title, html }] of made)
    write(addressOf(file), layout(addressOf(file), title, html, listed));
  for (const { name, exported } of read)
    write(addressOfEntry(name), layout(addressOfEntry(name), name, referencePage(name, exported), listed));
  for (const file of notebooks.flatMap((one) => one.files)) {
    tell(file);
    write(addressOf(file), notebookPage(file, wayTo(addressOf(file), "index.html")));
  }
  for (const { notebook, cell, address } of liveOf(made)) write(address, cellPage(notebook, cell));
  for (const picture of new Set([...made.values()].flatMap(({ pictures }) => pictures)))
    cpSync(picture, join(out, picture));
  write("names.js", `export default ${JSON.stringify(namesOf(made, listed, read))};\n`);
  return {
    pages: made.size + known.size - files.length + read.length,
    names: read.reduce((sum, { exported }) => sum + exported.length, 0),
  };
}

type Entry = { readonly name: string; readonly exported: readonly Exported[] };

function listAll(
  made: ReadonlyMap<string, MarkdownPage>,
  notebooks: readonly { readonly title: string; readonly files: readonly string[] }[],
  read: readonly Entry[],
): ListedChapter[] {
  const pageOf = (file: string): Listed => ({
    title: made.get(file)?.title ?? file,
    address: addressOf(file),
  });
  const [start, ...others] = chapters.map(({ title, pages }) => ({ title, pages: pages.map(pageOf) }));
  return [
    start,
    ...notebooks.map(({ title, files }) => ({
      title,
      pages: files.map((file) => ({ title: titleOfNotebook(file), address: addressOf(file) })),
    })),
    ...others,
    { title: "Reference", pages: read.map(({ name }) => ({ title: name, address: addressOfEntry(name) })) },
  ];
}

const liveOf = (made: ReadonlyMap<string, MarkdownPage>): readonly LiveExample[] =>
  [...made.values()].flatMap(({ live }) => live);

/** What the search knows: pages, headings, and every name that can be imported. */
function namesOf(
  made: ReadonlyMap<string, MarkdownPage>,
  listed: readonly ListedChapter[],
  read: readonly Entry[],
): (readonly [text: string, address: string])[] {
  return [
    ...listed.flatMap(({ pages }) => pages.map(({ title, address }) => [title, address] as const)),
    ...[...made].flatMap(([file, { title, headings }]) =>
      headings.map(([text, id]) => [`${title}: ${text}`, `${addressOf(file)}#${id}`] as const),
    ),
    ...read.flatMap(({ name, exported }) =>
      exported.map((one) => [`${one.name} (${name})`, `${addressOfEntry(name)}#${one.name}`] as const),
    ),
  ];
}
