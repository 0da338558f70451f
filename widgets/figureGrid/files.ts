/** Figures as files: SVG, PNG and PDF, all in millimetres of print. */
import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import sharp from "sharp";
import { drawLayer } from "../layers/draw.js";
import { type Layer, sourceOfLayer } from "../layers/source.js";
import { refuse } from "../shared/checks.js";
import { type FigureLayout, MM_PER_POINT } from "./layout.js";
import { figureSvg } from "./svg.js";

/** The picture of a layer, pixel by pixel, as a PNG. */
export async function pngOfLayer(layer: Layer): Promise<Buffer> {
  const { width, height } = layer.state;
  const frame = { width, height, left: 0, top: 0, scale: 1 };
  const words = drawLayer(sourceOfLayer(layer), { width, height }, frame);
  const raw = Buffer.from(words.buffer, words.byteOffset, words.byteLength);
  return sharp(raw, { raw: { width, height, channels: 4 } })
    .flatten({ background: "#fff" })
    .png()
    .toBuffer();
}

const INCH_MM = 25.4;

/**
 * Writes a figure: `.svg`, `.png` at so many dots per inch, or `.pdf`, all of the same size in print.
 *
 * @throws ArgumentError for another extension
 */
export async function writeFigure(
  path: string,
  layout: FigureLayout,
  layers: readonly Layer[],
  dpi: number,
): Promise<void> {
  const extension = extname(path).toLowerCase();
  if (![".svg", ".png", ".pdf"].includes(extension))
    refuse("path", "a file called .svg, .png or .pdf", path, 'write view.save("figure.pdf")');
  const pngs = await Promise.all(layers.map(pngOfLayer));
  if (extension === ".pdf") return writeFile(path, await pdfOf(layout, pngs));
  const svg = figureSvg(
    layout,
    pngs.map((png) => png.toString("base64")),
  );
  if (extension === ".svg") return writeFile(path, svg);
  const width = Math.round((layout.width / INCH_MM) * dpi);
  await sharp(Buffer.from(svg), { density: dpi, unlimited: true })
    .resize({ width })
    .withMetadata({ density: dpi })
    .png()
    .toFile(path);
}

/** Vector letters over the pictures' own pixels. */
async function pdfOf(layout: FigureLayout, pngs: readonly Buffer[]): Promise<Buffer> {
  const { default: PdfDocument } = await import("pdfkit");
  const points = (mm: number): number => mm / MM_PER_POINT;
  const size: [number, number] = [points(layout.width), points(layout.height)];
  // The same figure is the same file.
  const info = { CreationDate: new Date(0), ModDate: new Date(0), Producer: "Peel", Creator: "Peel" };
  const document = new PdfDocument({ size, margin: 0, info });
  const parts: Buffer[] = [];
  document.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => {
    document.on("end", resolve);
    document.on("error", reject);
  });
  for (const { layer, x, y, width, height } of layout.pictures)
    document.image(pngs[layer], points(x), points(y), { width: points(width), height: points(height) });
  document.font("Helvetica").fontSize(points(layout.fontSize)).fillColor("#111");
  for (const { text, x, y, anchor, isTurned } of layout.texts) {
    const [left, foot] = [points(x), points(y)];
    const wide = document.widthOfString(text);
    document.save();
    if (isTurned) document.rotate(-90, { origin: [left, foot] });
    const from = anchor === "middle" ? left - wide / 2 : left;
    document.text(text, from, foot, { lineBreak: false, baseline: "alphabetic" });
    document.restore();
  }
  document.end();
  await ended;
  return Buffer.concat(parts);
}
