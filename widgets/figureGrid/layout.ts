/** Where everything of a figure stands, in millimetres from its top left corner. Pure: page, SVG and PDF print the same. */
import type { LayerState } from "../layers/state.js";
import type { FigureGridState } from "./state.js";

export interface PlacedPicture {
  readonly layer: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** whether a pixel of it is seen as a square: it is printed larger than 300 pixels per inch are */
  readonly isEnlarged: boolean;
}

export interface PlacedText {
  readonly text: string;
  readonly x: number;
  /** of the letters' foot */
  readonly y: number;
  readonly anchor: "start" | "middle";
  /** turned by a quarter to the left, as labels of rows are */
  readonly isTurned?: boolean;
}

export interface FigureLayout {
  readonly width: number;
  readonly height: number;
  readonly pictures: readonly PlacedPicture[];
  readonly texts: readonly PlacedText[];
  /** of the letters, millimetres */
  readonly fontSize: number;
}

export const INCH_MM = 25.4;
/** Millimetres of a point, of which an inch has 72. */
export const MM_PER_POINT = INCH_MM / 72;
/** What most journals ask for. */
export const PRINT_DPI = 300;
/** Of a line, in sizes of its letters. */
const LINE = 1.3;
/** Letters of a line are on average this wide, in their size: where lines of the caption end. */
const LETTER = 0.57;

type Told = Pick<FigureGridState, "columns" | "rows" | "caption" | "widthMm" | "fontPt" | "gapMm">;

/** Every column is as wide as the others, every row as high as its highest picture. */
export function figureLayout(
  { columns, rows, caption, widthMm, fontPt, gapMm }: Told,
  layers: readonly LayerState[],
): FigureLayout {
  const fontSize = fontPt * MM_PER_POINT;
  const line = LINE * fontSize;
  const count = Math.max(1, ...rows.map(({ cells }) => cells.length), columns.length);
  const left = rows.some(({ label }) => label !== "") ? line + gapMm : 0;
  const wide = (widthMm - left - gapMm * (count - 1)) / count;
  const columnX = (i: number): number => left + i * (wide + gapMm);
  const pictures: PlacedPicture[] = [];
  const texts: PlacedText[] = [];
  let y = 0;
  if (columns.some((text) => text !== "")) {
    for (const [i, text] of columns.entries())
      texts.push({ text, x: columnX(i) + wide / 2, y: y + fontSize, anchor: "middle" });
    y += line;
  }
  for (const { label, cells } of rows) {
    const heightOf = (layer: number | null): number => {
      const state = layer === null ? undefined : layers[layer];
      return state ? (wide * state.height) / state.width : 0;
    };
    const high = Math.max(...cells.map(heightOf), line);
    for (const [i, layer] of cells.entries()) {
      if (layer === null) continue;
      const height = heightOf(layer);
      const isEnlarged = layers[layer].width < (wide / INCH_MM) * PRINT_DPI;
      pictures.push({ layer, x: columnX(i), y: y + (high - height) / 2, width: wide, height, isEnlarged });
    }
    if (label !== "")
      texts.push({ text: label, x: fontSize, y: y + high / 2, anchor: "middle", isTurned: true });
    y += high + gapMm;
  }
  y -= gapMm;
  for (const text of linesOf(caption, Math.floor(widthMm / (LETTER * fontSize)))) {
    y += line;
    texts.push({ text, x: 0, y: y + fontSize * 0.2, anchor: "start" });
  }
  return { width: widthMm, height: y + fontSize * 0.4, pictures, texts, fontSize };
}

/** A text in lines of at most so many letters, broken between words. */
function linesOf(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
