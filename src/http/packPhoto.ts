import sharp from "sharp";
import type { RgbImage } from "../image/rgbImage.js";

export interface PackedPhoto {
  readonly bytes: Uint8Array;
  readonly mime: "image/png" | "image/jpeg";
}

/** A photo as services take it: PNG, or where that is larger than they allow, JPEG without subsampled colours. */
export async function packPhoto({ width, height, data }: RgbImage, maxBytes: number): Promise<PackedPhoto> {
  const raw = () => sharp(data, { raw: { width, height, channels: 3 } });
  const png = await raw().png({ compressionLevel: 6 }).toBuffer();
  if (png.length <= maxBytes) return { bytes: png, mime: "image/png" };
  const jpeg = await raw().jpeg({ quality: 95, chromaSubsampling: "4:4:4" }).toBuffer();
  return { bytes: jpeg, mime: "image/jpeg" };
}
