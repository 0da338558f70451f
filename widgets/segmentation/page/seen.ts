/** What is seen, and what its colours mean: one picture for a paper. */
import { REJECTED_ID } from "vision-peel/codecs";
import { modeOf } from "../../shared/beside.js";
import { agreementNames, agreements } from "../agreement.js";
import { agreementTable, isSeen, styleTable } from "../colours.js";
import { idsIn } from "../compareIds.js";
import { isOnLine, lineWord } from "../patterns.js";
import type { Region, SegmentationControls } from "../state.js";

/** A line of a legend on paper. */
export interface SeenEntry {
  readonly word: number;
  readonly pattern: number;
  readonly text: string;
}

interface SeenRegions {
  readonly ids: Uint16Array;
  /** pixels of every id */
  readonly counts: Uint32Array;
  readonly truth: Uint16Array | undefined;
}

/** Longer legends end with the number of those that are left out. */
const MOST_ENTRIES = 60;

/**
 * What the picture's colours mean, as the state has them: regions that occur and are seen, by area, or what agreement
 * is told by.
 */
export function seenEntries(
  state: SegmentationControls,
  regions: readonly Region[],
  { ids, counts, truth }: SeenRegions,
): SeenEntry[] {
  const isOfBoth = truth !== undefined && (modeOf(state) === "swipe" || state.overlay === "truth");
  const entries: SeenEntry[] = [];
  if (truth && state.overlay === "agreement") {
    const { words, patterns } = agreementTable(state.hatching);
    for (const [code, name] of agreements.entries())
      if (name !== "none")
        entries.push({ word: words[code], pattern: patterns[code], text: agreementNames[name] });
    if (modeOf(state) !== "swipe") return entries;
  }
  const isThere = isOfBoth ? idsIn(ids, truth) : counts;
  const { words, patterns } = styleTable(regions, state);
  const seen = regions
    .filter(({ id }) => isThere[id] > 0 && isSeen(id, state.hidden, state.isolated))
    .sort((a, b) => counts[b.id] - counts[a.id]);
  for (const { id, name } of seen) {
    if (id === REJECTED_ID && counts[id] === 0) continue;
    // Shares are those of what was decoded.
    const share = isOfBoth ? "" : `  ${((100 * counts[id]) / ids.length).toFixed(1)} %`;
    entries.push({ word: words[id], pattern: patterns[id], text: `${name}${share}` });
  }
  return entries;
}

/** The picture, and under it its legend in as many columns as there is room for. */
export function seenWithLegend(picture: HTMLCanvasElement, all: readonly SeenEntry[]): HTMLCanvasElement {
  const density = window.devicePixelRatio || 1;
  const px = (length: number): number => Math.round(length * density);
  const entries = all.slice(0, MOST_ENTRIES);
  const rest = all.length - entries.length;
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context || entries.length === 0) return picture;
  const font = `${px(12)}px system-ui, sans-serif`;
  context.font = font;
  const [gap, side, line] = [8, 14, 20].map(px);
  const texts = [...entries.map(({ text }) => text), ...(rest > 0 ? [`and ${rest} more`] : [])];
  const widest = Math.max(...texts.map((text) => context.measureText(text).width)) + side + 3 * gap;
  const columns = Math.max(1, Math.min(texts.length, Math.floor((picture.width - gap) / widest)));
  const rows = Math.ceil(texts.length / columns);
  canvas.width = picture.width;
  canvas.height = picture.height + 2 * gap + rows * line;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  context.font = font;
  context.textBaseline = "middle";
  for (const [i, text] of texts.entries()) {
    // Down the columns, as one reads a list.
    const x = gap + Math.floor(i / rows) * widest;
    const y = picture.height + gap + (i % rows) * line;
    const entry = entries[i];
    if (entry) context.putImageData(swatchOf(entry, side), x, y + Math.floor((line - side) / 2));
    context.fillStyle = "#222";
    context.fillText(text, x + (entry ? side + gap : 0), y + line / 2, picture.width - x - side - gap);
  }
  return canvas;
}

function swatchOf({ word, pattern }: SeenEntry, side: number): ImageData {
  const image = new ImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++) {
    const [x, y] = [i % side, Math.floor(i / side)];
    const isEdge = x === 0 || y === 0 || x === side - 1 || y === side - 1;
    if (isEdge) pixels[i] = 0xff808080;
    else pixels[i] = pattern > 0 && isOnLine(pattern, x, y) ? lineWord(word) : word;
  }
  return image;
}
