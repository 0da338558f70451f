import type { DepthCode } from "vision-peel/codecs";
import { metresInWords, metresNumber } from "../../shared/metresText.js";
import { element, setText } from "../../shared/page/element.js";
import type { DepthPictures } from "../draw.js";
import type { PixelPosition } from "../state.js";

/** What one pixel says. */
export interface PixelReading {
  readonly metres: number;
  readonly rgb?: readonly [number, number, number];
  /** levels off the code; undefined where nothing was painted */
  readonly residual?: number;
}

/** Reads a pixel: its metres as decoded, the painted colour, and by the same code how far that is off the walk. */
export function readPixel(
  pictures: DepthPictures,
  residual: Float32Array | undefined,
  code: DepthCode,
  { x, y }: PixelPosition,
): PixelReading {
  const at = y * pictures.width + x;
  const metres = pictures.metres[at];
  const { painted } = pictures;
  if (painted) {
    const rgb = [painted[3 * at], painted[3 * at + 1], painted[3 * at + 2]] as const;
    return { metres, rgb, residual: code.read(...rgb).residual };
  }
  return residual ? { metres, residual: residual[at] } : { metres };
}

/** Time between two announcements, in milliseconds: a voice needs that long for one. */
const ANNOUNCE_MS = 700;

export interface Readout {
  readonly root: HTMLElement;
  /** @param isAnnounced whether a screen reader is to hear it: by keys, not by a hovering mouse */
  show(pixel: PixelPosition | null, reading: PixelReading | undefined, isAnnounced: boolean): void;
  destroy(): void;
}

/** The status line under the picture. Every value has its fixed place, so nothing jumps as the cursor moves. */
export function makeReadout(has: { painted: boolean; residual: boolean }): Readout {
  const value = (name: string): HTMLElement => element("span", { class: `peel-value peel-value-${name}` });
  const x = value("x");
  const y = value("y");
  const metres = value("metres");
  const unit = element("span", { class: "peel-unit" }, "m");
  const swatch = element("span", { class: "peel-swatch" });
  const rgb = value("rgb");
  const residual = value("residual");
  const fields = element("div", { class: "peel-fields", "aria-hidden": "true" });
  const field = (name: string, ...parts: (Node | string)[]): void =>
    fields.append(element("span", { class: `peel-field peel-field-${name}` }, ...parts));
  const label = (text: string): HTMLElement => element("span", { class: "peel-label" }, text);
  field("metres", element("span", {}, metres, " ", unit));
  field("place", label("x"), x, label("y"), y);
  if (has.painted) field("rgb", label("painted"), swatch, rgb);
  if (has.residual) field("residual", label("residual"), residual);
  const hint = element("div", { class: "peel-idle" }, "Point at the picture to read a pixel");
  const live = element("div", { class: "peel-unseen", role: "status", "aria-live": "polite" });
  const root = element("div", { class: "peel-readout" }, fields, hint, live);
  let timer = 0;
  let spokenAt = Number.NEGATIVE_INFINITY;

  function announce(text: string): void {
    clearTimeout(timer);
    const wait = Math.max(0, spokenAt + ANNOUNCE_MS - performance.now());
    timer = window.setTimeout(() => {
      spokenAt = performance.now();
      setText(live, text);
    }, wait);
  }

  return {
    root,
    show(pixel, reading, isAnnounced) {
      root.classList.toggle("peel-is-idle", !pixel || !reading);
      if (!pixel || !reading) return;
      setText(x, String(pixel.x));
      setText(y, String(pixel.y));
      setText(metres, metresNumber(reading.metres));
      unit.hidden = !(reading.metres < Infinity);
      if (reading.rgb) {
        setText(rgb, reading.rgb.join(" "));
        swatch.style.backgroundColor = `rgb(${reading.rgb.join(" ")})`;
      }
      if (reading.residual !== undefined) setText(residual, reading.residual.toFixed(1));
      if (isAnnounced) announce(inWords(pixel, reading));
    },
    destroy() {
      clearTimeout(timer);
      root.remove();
    },
  };
}

function inWords({ x, y }: PixelPosition, { metres, rgb, residual }: PixelReading): string {
  const parts = [`x ${x}, y ${y}: ${metresInWords(metres)}`];
  if (rgb) parts.push(`painted ${rgb.join(" ")}`);
  if (residual !== undefined) parts.push(`residual ${residual.toFixed(1)} levels`);
  return parts.join(", ");
}
