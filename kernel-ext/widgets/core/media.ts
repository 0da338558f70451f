/** Pictures, sounds and films: of bytes, of a file, or of an address that the page loads. */
import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { KernelError } from "../../errors.js";
import type { Options } from "./coreWidget.js";
import * as base from "./generated/models.js";

/** MIME types end in other words than file names. */
const formats: Record<string, string> = { jpg: "jpeg", svg: "svg+xml", ogv: "ogg", oga: "ogg", m4a: "mp4" };

interface MediaOptions {
  value: Uint8Array;
  format: string;
}

function ofFile(path: string): MediaOptions {
  try {
    const ending = extname(path).slice(1).toLowerCase();
    return { value: readFileSync(path), format: formats[ending] ?? ending };
  } catch (error) {
    throw new KernelError(`The file ${path} cannot be read`, "Check its path, from the notebook's folder", {
      cause: error,
    });
  }
}

/** The page takes these bytes for an address. */
const ofUrl = (url: string | URL): MediaOptions => ({ value: Buffer.from(String(url)), format: "url" });

/**
 * A picture.
 *
 * @example
 * new Image({ value: png, width: "300" })
 * Image.fromFile("room.png")
 * Image.fromUrl("/files/room.png")
 */
export class Image extends base.Image {
  /** Reads the file now; its format is taken from the ending of its name. Throws {@link KernelError}. */
  static fromFile(path: string, options: Options<base.ImageState> = {}): Image {
    return new Image({ ...ofFile(path), ...options });
  }

  /** The page loads it, the kernel does not. */
  static fromUrl(url: string | URL, options: Options<base.ImageState> = {}): Image {
    return new Image({ ...options, ...ofUrl(url) });
  }
}

/** A film, with `fromFile` and `fromUrl` as {@link Image} has them. */
export class Video extends base.Video {
  static fromFile(path: string, options: Options<base.VideoState> = {}): Video {
    return new Video({ ...ofFile(path), ...options });
  }

  static fromUrl(url: string | URL, options: Options<base.VideoState> = {}): Video {
    return new Video({ ...options, ...ofUrl(url) });
  }
}

/** A sound, with `fromFile` and `fromUrl` as {@link Image} has them. */
export class Audio extends base.Audio {
  static fromFile(path: string, options: Options<base.AudioState> = {}): Audio {
    return new Audio({ ...ofFile(path), ...options });
  }

  static fromUrl(url: string | URL, options: Options<base.AudioState> = {}): Audio {
    return new Audio({ ...options, ...ofUrl(url) });
  }
}
