import { readFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { Cell } from "../notebook/notebook.js";

/** What a cell's pictures are taken from, and where it is told that one is missing. */
export interface PictureSources {
  /** the notebook's folder */
  readonly folder: string;
  warn(message: string): void;
}

/** Pictures, and nothing else of a disk, go into a page that is passed on. */
const types: Readonly<Record<string, string>> = {
  ".avif": "image/avif",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/** Markdown whose pictures travel with it: those attached to the cell and those in files beside the notebook. */
export function withPicturesInside(
  text: string,
  { attachments }: Cell,
  { folder, warn }: PictureSources,
): string {
  const attached = (attachments ?? {}) as Record<string, Record<string, string>>;
  const inside = (address: string): string => {
    const isElsewhere = /^(data:|#)/.test(address);
    if (isElsewhere) return address;
    if (/^[a-z]+:\/\//i.test(address)) {
      warn(`A picture stays where it is and will not show offline: ${address}`);
      return address;
    }
    if (address.startsWith("attachment:")) {
      const [type, data] = Object.entries(attached[decodeURIComponent(address.slice(11))] ?? {})[0] ?? [];
      return type === undefined ? address : `data:${type};base64,${data}`;
    }
    const path = resolve(folder, decodeURIComponent(address));
    const type = types[extname(path).toLowerCase()];
    try {
      if (type === undefined) throw new Error(`${address} is no picture that pages show`);
      return `data:${type};base64,${readFileSync(path).toString("base64")}`;
    } catch (error) {
      warn(`A picture cannot be taken along: ${error instanceof Error ? error.message : error}`);
      return address;
    }
  };
  return text
    .replace(/(!\[[^\]]*\]\()\s*<?([^)\s>]+)>?/g, (_, before, address) => before + inside(address))
    .replace(/(<img\b[^>]*?\bsrc=["'])([^"']+)/gi, (_, before, address) => before + inside(address));
}
