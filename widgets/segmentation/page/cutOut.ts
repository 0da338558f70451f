interface IdPicture {
  readonly width: number;
  readonly height: number;
  readonly ids: Uint16Array;
}

/** A picture at its own size, transparent but for the pixels of some ids. */
export function cutOutOf(
  { width, height, ids }: IdPicture,
  rgb: Uint8Array,
  seen: readonly number[],
): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const image = new ImageData(width, height);
  const isSeen = new Uint8Array(65_536);
  for (const id of seen) isSeen[id] = 1;
  for (let i = 0; i < ids.length; i++) {
    if (!isSeen[ids[i]]) continue;
    for (let k = 0; k < 3; k++) image.data[4 * i + k] = rgb[3 * i + k];
    image.data[4 * i + 3] = 255;
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}
