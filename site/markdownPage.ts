/** Pages of Markdown: links lead to pages of the site, pictures travel along, live examples are put in. */
import { existsSync } from "node:fs";
import { posix } from "node:path";
import { clean, markdownHtml } from "@vision-peel/cli/bake";
import { addressOf, wayTo } from "./addresses.js";

export interface MarkdownPage {
  readonly title: string;
  readonly html: string;
  /** files of the repository that the page shows */
  readonly pictures: readonly string[];
  /** headings below the first: what they say, and where they are */
  readonly headings: readonly (readonly [text: string, id: string])[];
  /** live examples: notebook and cell */
  readonly live: readonly LiveExample[];
}

export interface LiveExample {
  readonly notebook: string;
  readonly cell: string;
  /** where its page is */
  readonly address: string;
}

const LIVE = /<!--\s*live:\s*(\S+?\.ipynb)#(\S+?)\s*-->/g;

/**
 * @param file of the repository, from its root
 * @param pages files that have pages of their own
 * @throws Error for a link or a picture that leads nowhere
 */
export function markdownPage(file: string, text: string, pages: ReadonlySet<string>): MarkdownPage {
  const address = addressOf(file);
  const live: LiveExample[] = [];
  const withLive = text.replace(LIVE, (_, notebook: string, cell: string) => {
    const example = { notebook, cell, address: `live/${cell}.html` };
    live.push(example);
    return `PEEL-LIVE-${live.length - 1}`;
  });
  const pictures: string[] = [];
  let html = clean(markdownHtml(withLive)).replace(
    /(href|src)="([^"#:]+)(#[^"]*)?"/g,
    (whole, attribute: string, to: string, place = "") => {
      const target = posix.normalize(posix.join(posix.dirname(file), decodeURI(to)));
      if (!existsSync(target)) throw new Error(`${file} leads to ${to}, which is not there`);
      if (attribute === "src") {
        pictures.push(target);
        return `src="${wayTo(address, target)}"`;
      }
      if (pages.has(target)) return `href="${wayTo(address, addressOf(target))}${place}"`;
      // Folders of notebooks have no page: the first one in them has.
      const first = [...pages].find((page) => page.startsWith(`${target}/`));
      if (first) return `href="${wayTo(address, addressOf(first))}"`;
      return whole.startsWith("href") ? `title="${target}, in the repository"` : whole;
    },
  );
  html = html.replace(/<p>PEEL-LIVE-(\d+)<\/p>/g, (_, index) => {
    const example = live[Number(index)];
    return `<iframe src="${wayTo(address, example.address)}" title="Live example" loading="lazy"></iframe>`;
  });
  const headings = [...html.matchAll(/<h[23] id="([^"]+)">(.*?)<\/h[23]>/g)].map(
    ([, id, words]) => [words.replace(/<[^>]*>/g, ""), id] as const,
  );
  const title = /^#\s+(.+)$/m.exec(text)?.[1].replace(/[*_`]/g, "").trim() ?? file;
  return { title, html, pictures, headings, live };
}
