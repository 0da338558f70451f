import { encode } from "fast-png";

/** The longest side of a picture in a notebook's output, in pixels. */
export const PREVIEW_SIDE = 640;

/**
 * A small PNG, base64, of a picture given pixel by pixel. Every ⌈n⌉-th pixel is taken as it is:
 * a painted picture is a code, and a blend of two codes is a third one that nobody painted.
 */
export function encodePreview(
  width: number,
  height: number,
  colourOfPixel: (index: number) => ArrayLike<number>,
): string {
  const scale = Math.max(1, Math.max(width, height) / PREVIEW_SIDE);
  const previewWidth = Math.max(1, Math.floor(width / scale));
  const previewHeight = Math.max(1, Math.floor(height / scale));
  const data = new Uint8Array(3 * previewWidth * previewHeight);
  for (let y = 0, out = 0; y < previewHeight; y++) {
    const row = Math.min(height - 1, Math.floor((y + 0.5) * (height / previewHeight))) * width;
    for (let x = 0; x < previewWidth; x++, out += 3) {
      const column = Math.min(width - 1, Math.floor((x + 0.5) * (width / previewWidth)));
      const colour = colourOfPixel(row + column);
      data[out] = colour[0];
      data[out + 1] = colour[1];
      data[out + 2] = colour[2];
    }
  }
  return base64Of(encode({ width: previewWidth, height: previewHeight, data, channels: 3, depth: 8 }));
}

/** btoa exists in Node and in the page alike; it takes text, so bytes go in as characters, in pieces. */
function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
