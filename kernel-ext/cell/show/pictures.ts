/** Pictures, by their first bytes, as data URLs, as SVG, or on a canvas. */
import type { MimeBundle } from "../../runtime.js";
import { bytesOf } from "../../widgets/buffers.js";

const anyByte = -1;
const signatures: [mime: string, bytes: number[]][] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [...Buffer.from("GIF8")]],
  // RIFF, four bytes of length, WEBP
  ["image/webp", [...Buffer.from("RIFF"), anyByte, anyByte, anyByte, anyByte, ...Buffer.from("WEBP")]],
];

const base64 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");

/** The bytes of a picture file, or undefined. */
export function fileBundle(value: unknown): MimeBundle | undefined {
  if (!(value instanceof Uint8Array || value instanceof ArrayBuffer)) return undefined;
  const bytes = bytesOf(value);
  const found = signatures.find(([, start]) =>
    start.every((byte, i) => byte === anyByte || byte === bytes?.[i]),
  );
  return found && bytes && { [found[0]]: base64(bytes) };
}

/** A Blob that says it is a picture. */
export function blobBundle(value: object): Promise<MimeBundle | undefined> | undefined {
  return value instanceof Blob && /^image\/[\w.+-]+$/.test(value.type) ? pictureIn(value) : undefined;
}

async function pictureIn(value: Blob): Promise<MimeBundle | undefined> {
  if (value.type === "image/svg+xml") return { "image/svg+xml": await value.text() };
  return { [value.type]: base64(new Uint8Array(await value.arrayBuffer())) };
}

const wholeSvg = /^\s*(<\?xml[^>]*\?>\s*)?<svg[\s>][\s\S]*<\/svg>\s*$/;

/** The text of an SVG picture, or undefined. Browsers draw it only if it names its namespace. */
export function svgBundle(text: unknown): MimeBundle | undefined {
  if (typeof text !== "string" || !wholeSvg.test(text)) return undefined;
  const named = /<svg[^>]*\sxmlns=/.test(text)
    ? text
    : text.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return { "image/svg+xml": named };
}

/** An element of a DOM, such as linkedom's, jsdom's or Observable Plot's. */
export function elementBundle(value: object): MimeBundle | undefined {
  const { outerHTML } = value as { outerHTML?: unknown };
  if (typeof outerHTML !== "string") return undefined;
  return svgBundle(outerHTML) ?? { "text/html": outerHTML };
}

type Canvas = Partial<
  Record<"toDataURL" | "encode" | "toBuffer" | "getContext", (...args: unknown[]) => unknown>
>;

const dataUrl = /^data:(image\/[\w.+-]+);base64,(.*)$/s;

/** What is drawn on a canvas: node-canvas, @napi-rs/canvas, skia-canvas. */
export function canvasBundle(value: object): Promise<MimeBundle | undefined> | undefined {
  const { toDataURL, getContext } = value as Canvas;
  const isCanvas = typeof toDataURL === "function" || typeof getContext === "function";
  return isCanvas ? drawnOn(value as Canvas) : undefined;
}

async function drawnOn(canvas: Canvas): Promise<MimeBundle | undefined> {
  if (typeof canvas.toDataURL === "function") {
    const found = dataUrl.exec(String(await canvas.toDataURL("image/png")));
    if (found) return { [found[1]]: found[2] };
  }
  // Buffers, streams and pipelines have a toBuffer or an encode too; a canvas has contexts.
  if (typeof canvas.getContext !== "function") return undefined;
  for (const bytes of [() => canvas.encode?.("png"), () => canvas.toBuffer?.("image/png")]) {
    const shown = fileBundle(await bytes());
    if (shown) return shown;
  }
  return undefined;
}
