/**
 * Gives the reader a file.
 *
 * @example saveFile("depth.npy", formatNpy(array), "application/octet-stream");
 */
export function saveFile(
  name: string,
  content: Blob | Uint8Array | string,
  type = "application/octet-stream",
): void {
  const blob = content instanceof Blob ? content : new Blob([content as BlobPart], { type });
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then; a URL that is kept keeps its file in memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A canvas's picture as a PNG file. */
export function pngOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) =>
      blob ? resolve(blob) : reject(new Error("The picture is too large for a PNG.")),
    ),
  );
}
