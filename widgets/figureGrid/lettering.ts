/**
 * Letters of figures that are files: the same on every machine, whatever fonts that has. DejaVu Sans has Latin, Greek and
 * Cyrillic, arrows, indices and signs of mathematics; other scripts need a font that is given.
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import { refuse } from "../shared/checks.js";
import type { FigureLayout, PlacedText } from "./layout.js";

const dejaVu = "@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff";

export interface Lettering {
  readonly font: Font;
  readonly bytes: Buffer;
}

/**
 * @param path of a font's file (TTF, OTF, WOFF); undefined for DejaVu Sans
 * @throws ArgumentError for a file that is none of a font, or a font without a letter of the figure
 */
export async function openLettering(path: string | undefined, { texts }: FigureLayout): Promise<Lettering> {
  const file = path ?? createRequire(import.meta.url).resolve(dejaVu);
  const example = 'write save("figure.pdf", { font: "NotoSans.ttf" })';
  let lettering: Lettering;
  try {
    const bytes = await readFile(file);
    const font = create(bytes);
    if (!("layout" in font)) throw new Error("a collection of fonts");
    lettering = { font, bytes };
  } catch (error) {
    return refuse("font", "the path of a font (.ttf, .otf or .woff)", `${file}: ${reasonOf(error)}`, example);
  }
  const { font } = lettering;
  for (const { text } of texts)
    for (const sign of text)
      if (!font.hasGlyphForCodePoint(sign.codePointAt(0) as number))
        refuse("font", `one with the letter ${sign}`, font.fullName, `${example}, or save it as .svg`);
  return lettering;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A text as an outline: SVG's path data in millimetres, the text's first foot at 0, 0; and how wide it is. */
export function outlineOf(
  { font }: Lettering,
  { text }: PlacedText,
  fontSize: number,
): { path: string; width: number } {
  const scale = fontSize / font.unitsPerEm;
  const run = font.layout(text);
  let x = 0;
  const parts: string[] = [];
  for (const [i, glyph] of run.glyphs.entries()) {
    const { xAdvance, xOffset, yOffset } = run.positions[i];
    // Fonts count upwards, pictures downwards.
    const path = glyph.path.scale(scale, -scale).translate((x + xOffset) * scale, -yOffset * scale);
    parts.push(path.toSVG());
    x += xAdvance;
  }
  return { path: parts.join(""), width: x * scale };
}
