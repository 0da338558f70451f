import { existsSync, lstatSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { HttpError } from "../../errors.js";
import { checkSegment } from "../exchange.js";

export interface TreeOptions {
  /** links that lead out of the root are followed; else they are listed, and can be deleted and renamed */
  followLinks?: boolean;
}

/** The tree that is served. Paths of the API are relative to it, with "/" and without one at the ends. */
export class Tree {
  readonly root: string;
  readonly #followLinks: boolean;

  constructor(root: string, { followLinks = false }: TreeOptions = {}) {
    // Symlinks are followed to the end, so the root must be where it ends, too.
    this.root = realpathSync(root);
    this.#followLinks = followLinks;
  }

  /**
   * The place on disk of an API path.
   * Throws 403 for one that leads out of the root (by `..` or by a symlink), 404 for a hidden one.
   */
  resolve(path: string): string {
    const place = join(this.root, ...this.#segmentsOf(path));
    this.#checkContained(place, path);
    return place;
  }

  /** The same, but of a link the link itself: to delete and rename it, wherever it leads. */
  resolveEntry(path: string): string {
    const segments = this.#segmentsOf(path);
    const name = segments.pop();
    return name === undefined ? this.root : join(this.resolve(segments.join("/")), name);
  }

  /** The API path of a place on disk, undefined if it is outside. */
  pathOf(place: string): string | undefined {
    const path = relative(this.root, place);
    return path.startsWith("..") ? undefined : path.split(sep).join("/");
  }

  #segmentsOf(path: string): string[] {
    const segments = path.split("/").filter(Boolean);
    for (const segment of segments) {
      checkSegment(segment);
      if (isHidden(segment)) throw new HttpError(404, `There is no ${path}.`);
    }
    return segments;
  }

  #checkContained(place: string, path: string): void {
    // What does not exist yet is where its nearest existing ancestor is.
    let existing = place;
    while (!isThere(existing)) existing = dirname(existing);
    let real: string;
    try {
      real = realpathSync(existing);
    } catch {
      throw new HttpError(404, `${path} is a link that leads nowhere.`);
    }
    if (real === this.root) return;
    if (!real.startsWith(this.root === sep ? sep : this.root + sep)) {
      if (this.#followLinks) return;
      throw new HttpError(
        403,
        `${path} is, or lies behind, a link that leads out of the folder that is served. peel lab --follow-links follows it.`,
      );
    }
    // A link must not open what its target's own name keeps shut.
    if (relative(this.root, real).split(sep).some(isHidden))
      throw new HttpError(404, `${path} is, or lies behind, a link to what is hidden.`);
  }
}

/** As in Jupyter, names that begin with a dot are neither shown nor served. */
export function isHidden(name: string): boolean {
  return name.startsWith(".");
}

/** Names left out of listings (but served when asked for): they are large, and nobody works in them. */
export function isUnlisted(name: string): boolean {
  return isHidden(name) || name === "node_modules" || name.endsWith("~") || name.endsWith(".tsbuildinfo");
}

function isThere(place: string): boolean {
  return existsSync(place) || isLink(place);
}

/** A dangling link "does not exist", yet writing to it would create its target. */
function isLink(place: string): boolean {
  try {
    return lstatSync(place).isSymbolicLink();
  } catch {
    return false;
  }
}
