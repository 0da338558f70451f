import { dirname, join } from "node:path";
import { encode } from "fast-png";
import sharp from "sharp";
import { formatNpy, type NdArray } from "../../image/formats/npy.js";
import { makeFolder } from "../../image/makeFolder.js";
import type { RgbImage } from "../../image/rgbImage.js";
import { writeFileSafely } from "../../image/writeFileSafely.js";

/** Photos of data sets in JPEG are of about this quality. */
const JPEG_QUALITY = 95;

/** Writes files below one folder, and makes the folders on the way to them. */
export class SuiteFolder {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async bytes(path: string, content: Uint8Array | string): Promise<void> {
    const full = join(this.#root, path);
    await makeFolder(dirname(full));
    await writeFileSafely(full, content);
  }

  lines(path: string, lines: readonly string[]): Promise<void> {
    return this.bytes(path, `${lines.join("\n")}\n`);
  }

  json(path: string, value: unknown): Promise<void> {
    return this.bytes(path, JSON.stringify(value));
  }

  npy(path: string, array: Pick<NdArray, "shape" | "data">): Promise<void> {
    return this.bytes(path, formatNpy(array));
  }

  png(path: string, { width, height, data }: RgbImage): Promise<void> {
    return this.bytes(path, encode({ width, height, data, channels: 3, depth: 8 }));
  }

  /** One number for each pixel, of 8 or 16 bits; or three. */
  levels(
    path: string,
    { width, height }: { width: number; height: number },
    data: Uint8Array | Uint16Array,
  ): Promise<void> {
    const depth = data instanceof Uint16Array ? 16 : 8;
    return this.bytes(path, encode({ width, height, data, channels: data.length / (width * height), depth }));
  }

  async jpeg(path: string, { width, height, data }: RgbImage): Promise<void> {
    const raw = sharp(data, { raw: { width, height, channels: 3 } });
    await this.bytes(path, await raw.jpeg({ quality: JPEG_QUALITY, chromaSubsampling: "4:4:4" }).toBuffer());
  }
}
