import { seenOn } from "./seenOn.js";
import type { ViewFrame } from "./viewFrame.js";

/**
 * The picture as it is seen, its marks, and under it the colour bar with its ticks: one picture for a paper.
 *
 * @param caption stands under the ticks; "" for none
 */
export function seenWithBar({ root, stage }: ViewFrame, caption = ""): HTMLCanvasElement {
  const density = window.devicePixelRatio || 1;
  // Errors and residuals have a bar of their own.
  const own = root.querySelector<HTMLElement>(".peel-legend:not([hidden])");
  const bar = root.querySelector<HTMLCanvasElement>(own ? ".peel-legend-colours" : ".peel-bar-colours");
  const [gap, high, text] = [8, 14, 20].map((length) => Math.round(length * density));
  const picture = seenOn(stage, true);
  const { width, height } = picture;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  const foot = height + gap + high + text;
  canvas.height = foot + (caption ? text : 0);
  const context = canvas.getContext("2d");
  if (!context || !bar) return picture;
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0);
  const inset = gap;
  const wide = width - 2 * inset;
  context.imageSmoothingEnabled = false;
  context.drawImage(bar, inset, height + gap, wide, high);
  context.fillStyle = "#222";
  context.font = `${12 * density}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "bottom";
  const track = bar.getBoundingClientRect();
  const selector = own ? ".peel-legend .peel-scale span" : ".peel-bar .peel-tick";
  const ticks = [...root.querySelectorAll<HTMLElement>(selector)];
  const texts = ticks.map((tick) => tick.textContent ?? "");
  // On paper nothing else says the unit.
  if (!own && !texts.some((words) => /m|%|levels/.test(words))) texts[texts.length - 1] += "\u00a0m";
  // From the end, which has the unit: what finds no room before it is left out.
  let room = width;
  for (const [i, tick] of [...ticks.entries()].reverse()) {
    const box = tick.getBoundingClientRect();
    const share = (box.left + box.width / 2 - track.left) / track.width;
    const half = context.measureText(texts[i]).width / 2 + 2;
    const x = Math.min(width - half, Math.max(half, inset + share * wide));
    if (x + half > room) continue;
    room = x - half;
    context.fillText(texts[i], x, foot - 2 * density);
  }
  context.textAlign = "left";
  context.fillText(caption, inset, canvas.height - 4 * density, wide);
  return canvas;
}
