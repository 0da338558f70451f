/** Figures as files: SVG, PNG and PDF, all in millimetres of print. */
import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import sharp from "sharp";
import { drawLayer } from "../layers/draw.js";
import { type Layer, sourceOfLayer } from "../layers/source.js";
import { refuse } from "../shared/checks.js";
import type { FigureLayout } from "./layout.js";
import { type Lettering, openLettering } from "./lettering.js";
import { figurePdf } from "./pdf.js";
import { figurePng } from "./png.js";
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

export interface FigureFile {
  /** of a PNG */
  readonly dpi: number;
  /** a font's file; undefined for one that comes along */
  readonly font?: string | undefined;
}

/**
 * Writes a figure: `.svg`, `.png` at so many dots per inch, or `.pdf`, all of the same size in print.
 *
 * @throws ArgumentError for another extension, or a font without one of the letters
 */
export async function writeFigure(
  path: string,
  layout: FigureLayout,
  layers: readonly Layer[],
  { dpi, font }: FigureFile,
): Promise<void> {
  const extension = extname(path).toLowerCase();
  if (![".svg", ".png", ".pdf"].includes(extension))
    refuse("path", "a file called .svg, .png or .pdf", path, 'write view.save("figure.pdf")');
  const lettering = extension === ".svg" ? undefined : await openLettering(font, layout);
  const pngs = await Promise.all(layers.map(pngOfLayer));
  if (extension === ".pdf") return writeFile(path, await figurePdf(layout, pngs, lettering as Lettering));
  if (extension === ".png")
    return writeFile(path, await figurePng(layout, layers, pngs, lettering as Lettering, dpi));
  const svg = figureSvg(
    layout,
    pngs.map((png) => png.toString("base64")),
  );
  return writeFile(path, svg);
}
