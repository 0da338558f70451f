import { existsSync, lstatSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { HttpError } from "../../errors.js";
import { checkSegment } from "../exchange.js";

/** The tree that is served. Paths of the API are relative to it, with "/" and without one at the ends. */
export class Tree {
  readonly root: string;

  constructor(root: string) {
    // Symlinks are followed to the end, so the root must be where it ends, too.
    this.root = realpathSync(root);
  }

  /**
   * The place on disk of an API path.
   * Throws 403 for one that leads out of the root (by `..` or by a symlink), 404 for a hidden one.
   */
  resolve(path: string): string {
    const segments = path.split("/").filter(Boolean);
    for (const segment of segments) {
      checkSegment(segment);
      if (isHidden(segment)) throw new HttpError(404, `There is no ${path}.`);
    }
    const place = join(this.root, ...segments);
    this.#checkContained(place);
    return place;
  }

  /** The API path of a place on disk, undefined if it is outside. */
  pathOf(place: string): string | undefined {
    const path = relative(this.root, place);
    return path.startsWith("..") ? undefined : path.split(sep).join("/");
  }

  #checkContained(place: string): void {
    // What does not exist yet is where its nearest existing ancestor is.
    let existing = place;
    while (!isThere(existing)) existing = dirname(existing);
    let real: string;
    try {
      real = realpathSync(existing);
    } catch {
      throw new HttpError(404, "The link leads nowhere.");
    }
    if (real !== this.root && !real.startsWith(this.root + sep)) {
      throw new HttpError(403, "The path leads out of the folder that is served.");
    }
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
