import { element } from "../element.js";
import { frameLoop } from "../frameLoop.js";

export interface Histogram {
  readonly root: HTMLElement;
  /** Shows counts over the width, from 0 to 1; the first and the last bin are the ends. */
  setCounts(counts: ArrayLike<number>): void;
  /** Says in words what is seen. */
  setLabel(label: string): void;
  /** What lies outside of these places, 0 to 1, is dimmed. */
  setRange(from: number, to: number): void;
  /** Marks a place, 0 to 1; undefined: none. */
  setMark(place: number | undefined): void;
  destroy(): void;
}

/**
 * Counts drawn over a colour bar, place for place. Heights are square roots: what is rare stays visible,
 * and a wall does not hide a chair.
 *
 * @param label what is counted, for those who do not see it
 */
export function makeHistogram(label: string): Histogram {
  const canvas = element("canvas", { class: "peel-histogram-canvas", role: "img", "aria-label": label });
  const mark = element("div", { class: "peel-histogram-mark", hidden: "" });
  const root = element("div", { class: "peel-histogram" }, canvas, mark);
  let counts: ArrayLike<number> = [];
  let range = { from: 0, to: 1 };
  const frame = frameLoop(paint);
  const observer = new ResizeObserver(() => frame.request());
  observer.observe(root);

  function paint(): void {
    const density = window.devicePixelRatio || 1;
    const width = Math.round(root.clientWidth * density);
    const height = Math.round(root.clientHeight * density);
    const context = canvas.getContext("2d");
    if (width === 0 || height === 0 || counts.length === 0 || !context) return;
    canvas.width = width;
    canvas.height = height;
    const columns = columnsOf(counts, width);
    const highest = Math.max(1, ...columns);
    const style = getComputedStyle(root);
    context.fillStyle = style.color;
    for (let x = 0; x < width; x++) {
      const share = Math.sqrt(columns[x] / highest);
      if (share === 0) continue;
      const place = (x + 0.5) / width;
      context.globalAlpha = place >= range.from && place <= range.to ? 0.75 : 0.2;
      const high = Math.max(1, share * height);
      context.fillRect(x, height - high, 1, high);
    }
  }

  return {
    root,
    setCounts(given) {
      counts = given;
      frame.request();
    },
    setLabel: (words) => canvas.setAttribute("aria-label", words),
    setRange(from, to) {
      range = { from, to };
      frame.request();
    },
    setMark(place) {
      mark.hidden = place === undefined;
      if (place !== undefined) mark.style.left = `${100 * place}%`;
    },
    destroy() {
      observer.disconnect();
      frame.cancel();
    },
  };
}

/** Counts shared out over columns: a bin wider than a column fills all that it covers. */
function columnsOf(counts: ArrayLike<number>, width: number): Float64Array {
  const columns = new Float64Array(width);
  const perBin = width / counts.length;
  for (let bin = 0; bin < counts.length; bin++) {
    const from = bin * perBin;
    const to = from + perBin;
    for (let x = Math.floor(from); x < Math.min(width, Math.ceil(to)); x++) {
      const covered = Math.min(to, x + 1) - Math.max(from, x);
      columns[x] += (counts[bin] * covered) / perBin;
    }
  }
  return columns;
}
