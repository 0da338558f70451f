/** The cube on a canvas: cells, cloud, lines, and what is pointed at. */
import { element } from "../../shared/page/element.js";
import { frameLoop } from "../../shared/page/frameLoop.js";
import type { ColourBins } from "../bins.js";
import type { CodeInCube } from "../code.js";
import { type CubeScreen, clearScreen, cubeScreen, drawCells, drawCloud } from "../draw.js";
import { segmentsOf } from "../lines.js";
import { placeOfColour, projectCube } from "../project.js";
import type { CubeControls } from "../state.js";

type Rgb = readonly [number, number, number];

export interface CubeCanvas {
  readonly root: HTMLCanvasElement;
  /** Asks for it to be drawn anew. */
  repaint(): void;
  /** The box of colours at a place, in shares of the canvas; −1 for none. */
  boxAt(place: { x: number; y: number }): number;
  /** Points at a colour, with its way to the code. */
  mark(colour: Rgb | null): void;
  destroy(): void;
}

export interface CubeSight {
  readonly code: () => CodeInCube;
  readonly bins: ColourBins | undefined;
  readonly controls: () => CubeControls;
  readonly hasCells: boolean;
  /** told how many pixels are in what is drawn */
  readonly onDrawn: (pixels: number) => void;
}

/** A box of colours this near to the pointer is meant, in screen pixels. */
const REACH = 6;

export function makeCubeCanvas({ code, bins, controls, hasCells, onDrawn }: CubeSight): CubeCanvas {
  const root = element("canvas", {
    class: "peel-cube",
    tabindex: "0",
    role: "img",
    "aria-label": "RGB cube: arrow keys turn it, plus and minus zoom, 0 resets",
  });
  let screen: CubeScreen = cubeScreen(1, 1);
  let marked: Rgb | null = null;
  const loop = frameLoop(paint);
  const observer = new ResizeObserver(() => loop.request());
  observer.observe(root);

  function paint(): void {
    const density = window.devicePixelRatio || 1;
    const [width, height] = [root.clientWidth, root.clientHeight].map((side) => Math.round(side * density));
    if (!(width > 0 && height > 0)) return;
    if (root.width !== width || root.height !== height) [root.width, root.height] = [width, height];
    if (screen.width !== width || screen.height !== height) screen = cubeScreen(width, height);
    const context = root.getContext("2d");
    if (!context) return;
    const state = controls();
    const projection = projectCube(state.viewpoint, screen);
    clearScreen(screen);
    if (hasCells && state.cells) drawCells(screen, projection, code());
    const drawn = bins ? drawCloud(screen, projection, bins, code(), state) : 0;
    onDrawn(drawn);
    const image = new ImageData(new Uint8ClampedArray(screen.words.buffer as ArrayBuffer), width, height);
    const style = getComputedStyle(root);
    context.clearRect(0, 0, width, height);
    context.lineCap = "round";
    const segments = segmentsOf(projection, code(), style.color);
    const stroke = (isNear: boolean): void => {
      for (const { from, to, colours, width: thick, near } of segments) {
        if (near > 0 !== isNear) continue;
        const gradient = context.createLinearGradient(...from, ...to);
        gradient.addColorStop(0, colours[0]);
        gradient.addColorStop(1, colours[1]);
        context.strokeStyle = gradient;
        context.lineWidth = thick * density;
        context.beginPath();
        context.moveTo(...from);
        context.lineTo(...to);
        context.stroke();
      }
    };
    stroke(false);
    // Over what is behind, under what is before.
    context.drawImage(bitmapOf(image), 0, 0);
    context.globalAlpha = bins ? 0.75 : 1;
    stroke(true);
    context.globalAlpha = 1;
    paintPoints(context, density, projection);
    if (marked) paintMark(context, density, projection, marked);
  }

  let spare: HTMLCanvasElement | undefined;
  function bitmapOf(image: ImageData): HTMLCanvasElement {
    spare ??= document.createElement("canvas");
    [spare.width, spare.height] = [image.width, image.height];
    spare.getContext("2d")?.putImageData(image, 0, 0);
    return spare;
  }

  function paintPoints(
    context: CanvasRenderingContext2D,
    density: number,
    projection: ReturnType<typeof projectCube>,
  ): void {
    const points = [...code().points].map(({ colour, name }) => ({
      ...{ colour, name },
      at: placeOfColour(projection, ...colour),
    }));
    points.sort((a, b) => a.at[2] - b.at[2]);
    for (const { colour, name, at } of points) {
      const radius = (name ? 6 : 1.6) * density;
      context.beginPath();
      context.arc(at[0], at[1], radius, 0, 2 * Math.PI);
      context.fillStyle = `rgb(${colour.map(Math.round).join(" ")})`;
      context.fill();
      if (!name) continue;
      context.lineWidth = 1.5 * density;
      context.strokeStyle = "#fff";
      context.stroke();
      label(context, density, name, at[0] + 9 * density, at[1]);
    }
  }

  function label(
    context: CanvasRenderingContext2D,
    density: number,
    text: string,
    x: number,
    y: number,
  ): void {
    context.font = `${12 * density}px system-ui, sans-serif`;
    context.textBaseline = "middle";
    const wide = context.measureText(text).width;
    context.fillStyle = "rgba(20, 22, 26, 0.78)";
    context.beginPath();
    context.roundRect(x - 4 * density, y - 9 * density, wide + 8 * density, 18 * density, 5 * density);
    context.fill();
    context.fillStyle = "#fff";
    context.fillText(text, x, y);
  }

  function paintMark(
    context: CanvasRenderingContext2D,
    density: number,
    projection: ReturnType<typeof projectCube>,
    colour: Rgb,
  ): void {
    const { nearest } = code().read(...colour);
    const [from, to] = [placeOfColour(projection, ...colour), placeOfColour(projection, ...nearest)];
    for (const [style, width] of [
      ["#000", 4],
      ["#fff", 2],
    ] as const) {
      context.strokeStyle = style;
      context.lineWidth = width * density;
      context.beginPath();
      context.moveTo(from[0], from[1]);
      context.lineTo(to[0], to[1]);
      context.stroke();
      context.beginPath();
      context.arc(from[0], from[1], 6 * density, 0, 2 * Math.PI);
      context.stroke();
    }
    context.fillStyle = `rgb(${nearest.map(Math.round).join(" ")})`;
    context.beginPath();
    context.arc(to[0], to[1], 4 * density, 0, 2 * Math.PI);
    context.fill();
  }

  return {
    root,
    repaint: loop.request,
    boxAt({ x, y }) {
      const [column, row] = [Math.floor(x * screen.width), Math.floor(y * screen.height)];
      let [best, least] = [-1, Infinity];
      for (let dy = -REACH; dy <= REACH; dy++) {
        for (let dx = -REACH; dx <= REACH; dx++) {
          const [u, v] = [column + dx, row + dy];
          if (u < 0 || v < 0 || u >= screen.width || v >= screen.height) continue;
          const box = screen.boxes[v * screen.width + u];
          if (box >= 0 && dx * dx + dy * dy < least) [best, least] = [box, dx * dx + dy * dy];
        }
      }
      return best;
    },
    mark(colour) {
      marked = colour;
      loop.request();
    },
    destroy() {
      observer.disconnect();
      loop.cancel();
      root.width = 0;
    },
  };
}
